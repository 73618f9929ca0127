import { Injectable } from '@nestjs/common';
import { refusalOf } from '../../access/caller';
import { openToNobody } from '../../http/admission';
import { Problem } from '../../http/problem';
import { Redirection } from '../../http/redirection';
import { type RamRequest, requestContext } from '../../http/request';
import { checkOwnOrigin } from '../../saml-login/own-origin';
import { Settings } from '../../settings/settings';
import { tenantNotFound } from '../../tenants/alias';
import { TenantsService } from '../../tenants/tenants.service';
import { readConsoleCookie } from './console-cookie';
import { ConsoleSessions } from './console-sessions.service';
import type { ConsoleRequirement } from './in-console';
import type { ConsoleViewer } from './standing';

/** Admits a viewer to a page, before anything about the tenant of its path is looked up for him. */
@Injectable()
export class AdmitViewer {
  constructor(
    private readonly settings: Settings,
    private readonly sessions: ConsoleSessions,
    private readonly tenants: TenantsService,
  ) {}

  /** Throws `auth.forbidden` or `tenant.not_found`, or sends the browser to sign in or to confirm first. */
  async run(request: RamRequest): Promise<void> {
    const { console: requirement, isConfirmed } = request.routeOptions.config;
    if (!requirement) throw openToNobody();
    if (request.method !== 'GET' && request.method !== 'HEAD') checkOwnOrigin(request, this.settings.baseUrl);
    const viewer = await this.find(request);
    if (viewer) note(request, viewer);
    if (requirement === 'public') return;
    if (!viewer) throw new Redirection(`/admin/sign-in?next=${encodeURIComponent(pageOf(request))}`);
    await this.hold(request, viewer, requirement);
    if (isConfirmed && !this.sessions.isRecent(viewer.confirmedAt))
      throw new Redirection(`/admin/confirm?next=${encodeURIComponent(pageOf(request))}`);
  }

  private async find(request: RamRequest): Promise<ConsoleViewer | null> {
    const secret = readConsoleCookie(request, this.settings.baseUrl);
    return secret === undefined ? null : this.sessions.find(secret, requestContext(request).ip);
  }

  private async hold(
    request: RamRequest,
    viewer: ConsoleViewer,
    requirement: ConsoleRequirement,
  ): Promise<void> {
    const { alias } = request.params as { alias?: string };
    const refusal =
      requirement === 'anyone' || requirement === 'public'
        ? undefined
        : refusalOf(viewer, requirement, alias);
    if (refusal !== undefined) throw new Problem('auth.forbidden', refusal);
    if (alias === undefined) return;
    const tenant = viewer.tenant?.alias === alias ? viewer.tenant : await this.tenants.findRef(alias);
    if (!tenant) throw tenantNotFound(alias);
    request.tenant = tenant;
  }
}

function note(request: RamRequest, viewer: ConsoleViewer): void {
  request.viewer = viewer;
  request.actor = viewer.actor;
}

/** Where the browser comes back to: the page itself, or of a form the page that it was on. */
function pageOf({ method, url, headers }: RamRequest): string {
  if (method === 'GET') return url;
  const referer = headers.referer ?? '';
  return URL.canParse(referer) ? new URL(referer).pathname : '/admin';
}
