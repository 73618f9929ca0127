import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Problem } from '../../http/problem';
import { Redirection } from '../../http/redirection';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm, AcceptsUpload, Costly } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import type { OfferedMetadata } from '../../idp-trust/metadata-intake';
import { PutIdpTrust } from '../../idp-trust/put-idp-trust';
import { METADATA_BYTES } from '../../saml/limits';
import { attempt, FormState, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn } from '../screen/show';
import { ConsoleSessions } from '../session/console-sessions.service';
import { InConsole, Viewer } from '../session/in-console';
import type { ConsoleViewer } from '../session/standing';
import { readOffer } from './read-offer';
import { ShowIdp } from './show-idp';
import { stepPath } from './step-frame';
import { TrustDrafts } from './trust-drafts.service';

/** The whole form: what is pasted, or a file, and the words around. */
const FORM_BYTES = METADATA_BYTES + 64 * 1024;

/** Step 3: the IdP's metadata are given, looked at, and trusted. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/setup/idp')
export class SetupIdpController {
  constructor(
    private readonly pages: ShowIdp,
    private readonly drafts: TrustDrafts,
    private readonly putTrust: PutIdpTrust,
    private readonly sessions: ConsoleSessions,
  ) {}

  @Get()
  @InConsole('setup')
  get(@InTenant() tenant: TenantRef, @OnScreen() screen: Screen, @Res() reply: FastifyReply): Promise<void> {
    const fault = screen.done === 'gone' ? 'gone' : undefined;
    return this.pages.form(reply, { screen, tenant, fault });
  }

  @Post()
  @HttpCode(200)
  @InConsole('setup')
  @AcceptsUpload(FORM_BYTES)
  async give(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { metadataUrl, metadataSigningCertificate } = readFields(body);
    const values = { metadataUrl, metadataSigningCertificate };
    const form = new FormState(values);
    await this.pages.checkOpen(tenant, viewer);
    const offered = readOffer(body);
    if (typeof offered === 'string') {
      await this.pages.form(reply, { screen, tenant, form, fault: offered });
      return;
    }
    const kept = await attempt(() => this.drafts.keep(tenant, viewer, offered));
    if (kept instanceof Problem)
      await this.pages.form(reply, { screen, tenant, form: new FormState(values, kept) });
    else goOn(reply, `${stepPath(tenant.alias, 'idp')}/preview`);
  }

  @Get('preview')
  @InConsole('setup')
  @Costly()
  async preview(
    @InTenant() tenant: TenantRef,
    @Query('entityId') entityId: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const chosen = typeof entityId === 'string' && entityId !== '' ? entityId : undefined;
    const offered = await this.drafts.find(tenant, viewer);
    if (!offered) {
      goOn(reply, `${stepPath(tenant.alias, 'idp')}?done=gone`);
      return;
    }
    const offer = { offered, entityId: chosen, ifMatch: undefined };
    const read = await attempt(() => this.putTrust.preview(tenant, offer));
    await this.pages.preview(reply, { screen, tenant, viewer, chosen, given: shownAgain(offered), read });
  }

  @Post('trust')
  @HttpCode(200)
  @InConsole('setup')
  @Costly()
  @AcceptsForm()
  async trust(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @Viewer() viewer: ConsoleViewer,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { entityId, ifMatch } = readFields(body);
    const path = stepPath(tenant.alias, 'idp');
    const preview = `${path}/preview${entityId === undefined ? '' : `?entityId=${encodeURIComponent(entityId)}`}`;
    const hasTrust = await this.pages.checkOpen(tenant, viewer);
    if (hasTrust && viewer.role !== 'setup' && !this.sessions.isRecent(viewer.confirmedAt))
      throw new Redirection(`/admin/confirm?next=${encodeURIComponent(preview)}`);
    const offered = await this.drafts.find(tenant, viewer);
    if (!offered) {
      goOn(reply, `${path}?done=gone`);
      return;
    }
    await this.putTrust.run(tenant, { offered, entityId, ifMatch }, context);
    await this.drafts.drop(tenant, viewer);
    goOn(reply, path, 'trust-saved');
  }
}

/** Of what was given all but the document: a browser takes no file back, and what was pasted may be as long. */
function shownAgain(offered: OfferedMetadata): Readonly<Record<string, string | undefined>> {
  if (Buffer.isBuffer(offered)) return {};
  const metadataSigningCertificate = offered.metadataSigningCertificate ?? undefined;
  const metadataUrl = 'metadataUrl' in offered ? (offered.metadataUrl ?? undefined) : undefined;
  return { metadataUrl, metadataSigningCertificate };
}
