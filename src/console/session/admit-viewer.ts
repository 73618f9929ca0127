import { Injectable } from '@nestjs/common';
import { refusalOf } from '../../access/caller';
import { openToNobody } from '../../http/admission';
import { Problem } from '../../http/problem';
import { Redirection } from '../../http/redirection';
import { type RamRequest, requestContext } from '../../http/request';
import type { RequiredRole } from '../../http/required-role';
import { checkOwnOrigin } from '../../saml-login/own-origin';
import { Settings } from '../../settings/settings';
import { tenantNotFound } from '../../tenants/alias';
import { TenantsService } from '../../tenants/tenants.service';
import { setupPath } from '../screen/screen';
import { readConsoleCookie } from './console-cookie';
import { ConsoleSessions } from './console-sessions.service';
import type { ConsoleRequirement } from './in-console';
import type { ConsoleViewer } from './standing';
import { type Sentence, say } from '../../sentences/sentence';
import { readUrl } from '../../addresses/read-url';

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
    const refusal = refusalOfViewer(request, viewer, requirement);
    if (refusal !== undefined) throw new Problem('auth.forbidden', refusal);
    if (alias === undefined) return;
    const tenant = viewer.tenant?.alias === alias ? viewer.tenant : await this.tenants.findRef(alias);
    if (!tenant) throw tenantNotFound(alias);
    request.tenant = tenant;
  }
}

/** The reason why the viewer must not; undefined where he may. */
function refusalOfViewer(
  request: RamRequest,
  { role, ...viewer }: ConsoleViewer,
  requirement: ConsoleRequirement,
): Sentence | undefined {
  const { alias } = request.params as { alias?: string };
  if (role === 'setup') return refusalOfSetup(request, viewer.tenant?.alias, requirement);
  if (requirement === 'anyone' || requirement === 'public') return undefined;
  return refusalOf({ ...viewer, role }, roleFor(requirement), alias);
}

function roleFor(requirement: Exclude<ConsoleRequirement, 'anyone' | 'public'>): RequiredRole {
  if (requirement === 'setup') return 'admin';
  return requirement === 'reader' ? 'viewer' : requirement;
}

/** Where whoever has a set-up link ends its session here, or takes its place. */
const WAYS_OUT = ['/admin/sign-out', '/admin/enter'];

/** A set-up link opens the pages of its tenant's set-up, and the ways out. Whoever asks for the home page is led back there. */
function refusalOfSetup(
  { params, routeOptions }: RamRequest,
  own: string | undefined,
  requirement: ConsoleRequirement,
): Sentence | undefined {
  const { alias } = params as { alias?: string };
  const isOfSetup = requirement === 'setup' || requirement === 'reader';
  if (isOfSetup && own !== undefined && alias === own) return undefined;
  if (WAYS_OUT.includes(routeOptions.url ?? '')) return undefined;
  if (routeOptions.url === '/admin' && own !== undefined) throw new Redirection(setupPath(own));
  return say`This session belongs to a set-up link: it opens the set-up of the link's tenant, and nothing else.`;
}

function note(request: RamRequest, viewer: ConsoleViewer): void {
  request.viewer = viewer;
  request.actor = viewer.actor;
}

/** Where the browser comes back to: the page itself, or of a form the page that it was on. */
function pageOf({ method, url, headers }: RamRequest): string {
  if (method === 'GET') return url;
  const referer = headers.referer ?? '';
  return readUrl(referer)?.pathname ?? '/admin';
}
