import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import type { CallerRole } from '../../http/required-role';
import { isUuid } from '../../secrets/ids';
import { CreateWebhook } from '../../webhooks/create-webhook';
import { DeleteWebhook } from '../../webhooks/delete-webhook';
import { RotateWebhookSecret } from '../../webhooks/rotate-webhook-secret';
import { TestWebhook } from '../../webhooks/test-webhook';
import { UpdateWebhook } from '../../webhooks/update-webhook';
import { WebhookDeliveries } from '../../webhooks/webhook-deliveries.service';
import { toWebhookDeliveryDto } from '../../webhooks/webhook-delivery.dto';
import type { WebhookOwner } from '../../webhooks/webhook-owner';
import { toTestDto, toWebhookDtoFor } from '../../webhooks/webhook-view';
import { CreateWebhookBody, UpdateWebhookBody, type WebhookTestDto } from '../../webhooks/webhook.dto';
import { Webhooks } from '../../webhooks/webhooks.service';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { fieldsOf, toWebhookBody } from './webhook-form';
import { WebhookPage } from './webhook.page';
import { WebhookSecretPage, WebhooksPage } from './webhooks.page';

/** Whose webhooks a page is of, and to whom it is shown. */
export interface WebhookVisit {
  readonly owner: WebhookOwner;
  readonly screen: Screen;
  readonly reply: FastifyReply;
}

/** The pages of webhooks, alike of a tenant and of the platform. */
@Injectable()
export class WebhookScreens {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly deliveries: WebhookDeliveries,
    private readonly createWebhook: CreateWebhook,
    private readonly updateWebhook: UpdateWebhook,
    private readonly deleteWebhook: DeleteWebhook,
    private readonly rotateSecret: RotateWebhookSecret,
    private readonly testWebhook: TestWebhook,
  ) {}

  async list(visit: WebhookVisit, cursor: unknown, form = new FormState({ enabled: 'on' })): Promise<void> {
    const { owner, screen, reply } = visit;
    const query = await readBody(ListQuery, { cursor });
    const request = toPageRequest(query, isUuid);
    const page = toListPage(await this.webhooks.list(owner, request), request.limit, ({ id }) => id);
    const role = roleOn(screen);
    const shown = { ...page, items: page.items.map((webhook) => toWebhookDtoFor(role, webhook)) };
    const path = pathOf(owner);
    const content = (
      <WebhooksPage screen={screen} path={path} page={shown} cursor={query.cursor} form={form} />
    );
    show(reply, screen, { title: screen.texts.webhooks.title, status: form.problem?.status, content });
  }

  async create(visit: WebhookVisit, body: unknown, context: RequestContext): Promise<void> {
    const fields = readFields(body);
    const created = await attempt(async () =>
      this.createWebhook.run(visit.owner, await readBody(CreateWebhookBody, toWebhookBody(fields)), context),
    );
    if (created instanceof Problem) await this.list(visit, undefined, new FormState(fields, created));
    else this.showSecret(visit, created, 201);
  }

  async get(visit: WebhookVisit, id: string, cursor: unknown): Promise<void> {
    await this.showOne(visit, id, { cursor });
  }

  async update(visit: WebhookVisit, id: string, body: unknown, context: RequestContext): Promise<void> {
    const fields = readFields(body);
    const updated = await attempt(async () => {
      const patch = await readBody(UpdateWebhookBody, toWebhookBody(fields));
      return this.updateWebhook.run(visit.owner, { id, patch, ifMatch: undefined }, context);
    });
    if (updated instanceof Problem) await this.showOne(visit, id, { form: new FormState(fields, updated) });
    else goOn(visit.reply, pathOf(visit.owner, id), 'saved');
  }

  async test(visit: WebhookVisit, id: string, context: RequestContext): Promise<void> {
    const test = toTestDto(await this.testWebhook.run(visit.owner, id, context));
    await this.showOne(visit, id, { test });
  }

  async rotate(visit: WebhookVisit, id: string, context: RequestContext): Promise<void> {
    this.showSecret(visit, await this.rotateSecret.run(visit.owner, id, undefined, context), 200);
  }

  async delete({ owner, reply }: WebhookVisit, id: string, context: RequestContext): Promise<void> {
    await this.deleteWebhook.run(owner, id, undefined, context);
    goOn(reply, pathOf(owner), 'deleted');
  }

  async retry(
    { owner, reply }: WebhookVisit,
    delivery: { readonly id: string; readonly deliveryId: string },
    context: RequestContext,
  ): Promise<void> {
    await this.deliveries.retry(owner, delivery, context);
    goOn(reply, pathOf(owner, delivery.id), 'saved');
  }

  private showSecret(
    { owner, screen, reply }: WebhookVisit,
    { webhook, secret }: Awaited<ReturnType<CreateWebhook['run']>>,
    status: number,
  ): void {
    const path = pathOf(owner, webhook.id);
    const content = <WebhookSecretPage screen={screen} path={path} url={webhook.url} secret={secret} />;
    show(reply, screen, { title: screen.texts.webhooks.secretTitle, status, content });
  }

  private async showOne(
    { owner, screen, reply }: WebhookVisit,
    id: string,
    shown: { readonly cursor?: unknown; readonly form?: FormState; readonly test?: WebhookTestDto },
  ): Promise<void> {
    const webhook = toWebhookDtoFor(roleOn(screen), await this.webhooks.require(owner, id));
    const { cursor } = await readBody(ListQuery, { cursor: shown.cursor });
    const request = toPageRequest({ cursor }, isUuid);
    const found = await this.deliveries.list(owner, id, request);
    const page = toListPage(found, request.limit, (delivery) => delivery.id);
    const deliveries = { ...page, items: page.items.map(toWebhookDeliveryDto) };
    const form = shown.form ?? new FormState(fieldsOf(webhook));
    const common = { screen, webhook, deliveries, cursor, form, test: shown.test };
    const content = <WebhookPage {...common} path={pathOf(owner, id)} />;
    show(reply, screen, { title: screen.texts.webhooks.one, status: form.problem?.status, content });
  }
}

function roleOn(screen: Screen): CallerRole {
  return mayChange(screen) ? 'admin' : 'viewer';
}

function pathOf(owner: WebhookOwner, id?: string): string {
  const rest = id === undefined ? '/webhooks' : `/webhooks/${id}`;
  return owner ? tenantPath(owner.alias, rest) : `/admin${rest}`;
}
