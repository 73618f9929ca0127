import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { type FieldError, Problem } from '../../http/problem';
import type { TenantRef } from '../../http/tenant-ref';
import { toIdpTrustDto, toTrustPreviewDto, trustTag } from '../../idp-trust/idp-trust-view';
import { IdpTrustService } from '../../idp-trust/idp-trust.service';
import type { TrustPreview } from '../../idp-trust/put-idp-trust';
import { Clock } from '../../settings/clock';
import { isSsoOn } from '../../tenants/sso-trial';
import { TenantsService } from '../../tenants/tenants.service';
import { attempt, FormState } from '../screen/form-state';
import type { Screen } from '../screen/screen';
import { show } from '../screen/show';
import { ConsoleSessions } from '../session/console-sessions.service';
import type { ConsoleViewer } from '../session/standing';
import { ChooseIdpPage, IdpPreviewPage } from './idp-preview.page';
import { IdpPage } from './idp.page';
import { FindSetupState } from './setup-state';
import { StepFrame } from './step-frame';
import { inWords, listed, say } from '../../sentences/sentence';

interface ShownForm {
  readonly screen: Screen;
  readonly tenant: TenantRef;
  readonly form?: FormState;
  readonly fault?: 'nothing' | 'several' | 'gone' | undefined;
}

interface ShownPreview {
  readonly screen: Screen;
  readonly tenant: TenantRef;
  readonly viewer: ConsoleViewer;
  readonly chosen: string | undefined;
  /** What is shown again in the form where it could not be read. */
  readonly given: Readonly<Record<string, string | undefined>>;
  /** What was read; a problem where it could not be. */
  readonly read: TrustPreview | Problem;
}

/** The pages of step 3. */
@Injectable()
export class ShowIdp {
  constructor(
    private readonly clock: Clock,
    private readonly state: FindSetupState,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustService,
    private readonly sessions: ConsoleSessions,
  ) {}

  /**
   * Whoever has a set-up link does not replace what people sign in by. Throws `auth.forbidden`.
   * @returns whether there is a trust
   */
  async checkOpen(tenant: TenantRef, { role }: ConsoleViewer): Promise<boolean> {
    const hasTrust = (await this.trusts.findTrust(tenant.id)) !== null;
    if (!hasTrust || role !== 'setup' || !(await this.isOn(tenant))) return hasTrust;
    throw new Problem(
      'auth.forbidden',
      say`Single sign-on is on: the trust that people sign in by is replaced by an administrator of this service.`,
    );
  }

  async form(reply: FastifyReply, { screen, tenant, form, fault }: ShownForm): Promise<void> {
    const found = await attempt(() => this.trusts.require(tenant));
    const trust = found instanceof Problem ? null : toIdpTrustDto(found, this.clock.now());
    const isClosed = trust !== null && screen.viewer?.role === 'setup' && (await this.isOn(tenant));
    const props = { screen, alias: tenant.alias, trust, isClosed, fault, form: form ?? new FormState() };
    const isRefused = fault === 'nothing' || fault === 'several';
    const status = form?.problem?.status ?? (isRefused ? 400 : 200);
    await this.show(reply, { screen, tenant, status }, <IdpPage {...props} />);
  }

  async preview(
    reply: FastifyReply,
    { screen, tenant, viewer, chosen, given, read }: ShownPreview,
  ): Promise<void> {
    const { alias } = tenant;
    if (read instanceof Problem) {
      const candidates = read.errors.filter(({ field }) => field === 'entityId').map(candidateOf);
      if (candidates.length === 0) {
        await this.form(reply, { screen, tenant, form: new FormState(given, read) });
        return;
      }
      const page = <ChooseIdpPage screen={screen} alias={alias} candidates={candidates} />;
      await this.show(reply, { screen, tenant, status: 200 }, page);
      return;
    }
    const { former, next } = read;
    const now = this.clock.now();
    const props = {
      screen,
      alias,
      chosen,
      preview: toTrustPreviewDto(former, next, now),
      formerSigner: former ? toIdpTrustDto(former, now).metadataSigningCertificate : undefined,
      formerTag: former ? trustTag(former) : undefined,
      asksAgain: former !== null && viewer.role !== 'setup' && !this.sessions.isRecent(viewer.confirmedAt),
    };
    await this.show(reply, { screen, tenant, status: 200 }, <IdpPreviewPage {...props} />);
  }

  private async isOn({ alias }: TenantRef): Promise<boolean> {
    return isSsoOn(await this.tenants.require(alias), this.clock.now());
  }

  private async show(
    reply: FastifyReply,
    { screen, tenant, status }: { screen: Screen; tenant: TenantRef; status: number },
    page: ComponentChildren,
  ): Promise<void> {
    const { states } = await this.state.run(tenant);
    show(reply, screen, {
      title: screen.texts.setup.steps.idp,
      status,
      content: (
        <StepFrame screen={screen} alias={tenant.alias} states={states} step="idp">
          {page}
        </StepFrame>
      ),
    });
  }
}

/** The errors say which there are: `may be <entityID>`. */
function candidateOf({ message: { values } }: FieldError): string {
  return inWords(listed(values));
}
