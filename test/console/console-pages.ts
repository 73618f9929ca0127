import { createTenant, createToken } from '../support/api';
import { AuditTrail, sealAll } from '../support/audit-trail';
import type { ResponsePlan } from '../support/idp/response-plan';
import type { LoginScene } from '../support/login-scene';
import { refuse } from '../support/refused-logins';
import { createWebhook } from '../support/webhook-receiver';
import { makeSetupLink, pathOfLink } from '../support/setup-links';

/** A page of the console, for everything that holds for all of them. */
export interface ConsolePage {
  /** As the router has it: `/admin/tenants/:alias/users`. */
  readonly route: string;
  /** Its address, made of a scene of its own; without it the route with the tenant's alias. */
  readonly path?: (scene: LoginScene) => string | Promise<string>;
  /** Who may see it. `anyone` is in; `public` needs no session. */
  readonly open: 'public' | 'anyone' | 'viewer' | 'admin' | 'platform.viewer' | 'platform.admin';
  /** Of its picture in `docs/screenshots`; null: none is made (it is a redirect, a download, or a part of a page). */
  readonly picture: string | null;
  /** What it answers when all is well; 200 unless given. */
  readonly status?: number;
}

/** Nothing is sent to it. */
const HOOK = { url: 'https://hook.example/', enabled: false };

/** Every page that a GET reaches; a test holds the list to the router. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  { route: '/admin', open: 'anyone', picture: 'home' },
  { route: '/admin/dashboard', open: 'platform.viewer', picture: 'dashboard' },
  {
    route: '/admin/api-tokens',
    path: async ({ app, tenant }) => {
      await createToken(app, 'viewer', tenant.alias);
      return '/admin/api-tokens';
    },
    open: 'platform.viewer',
    picture: 'api-tokens',
  },
  { route: '/admin/new-api-token', open: 'platform.admin', picture: 'new-api-token' },
  { route: '/admin/tenants', open: 'platform.viewer', picture: 'tenants' },
  { route: '/admin/new-tenant', open: 'platform.admin', picture: 'new-tenant' },
  { route: '/admin/tenants/:alias', open: 'viewer', picture: 'tenant' },
  { route: '/admin/tenants/:alias/settings', open: 'viewer', picture: 'tenant-settings' },
  { route: '/admin/tenants/:alias/trust', open: 'viewer', picture: 'trust' },
  {
    route: '/admin/tenants/:alias/trust/versions/:number/metadata',
    path: ({ tenant }) => `/admin/tenants/${tenant.alias}/trust/versions/1/metadata`,
    open: 'viewer',
    picture: null,
  },
  { route: '/admin/tenants/:alias/keys', open: 'viewer', picture: 'keys' },
  {
    route: '/admin/tenants/:alias/webhooks',
    path: async ({ app, tenant }) => {
      await createWebhook(app, tenant.alias, HOOK);
      return `/admin/tenants/${tenant.alias}/webhooks`;
    },
    open: 'viewer',
    picture: 'webhooks',
  },
  {
    route: '/admin/tenants/:alias/webhooks/:id',
    path: async ({ app, tenant }) =>
      `/admin/tenants/${tenant.alias}/webhooks/${(await createWebhook(app, tenant.alias, HOOK)).id}`,
    open: 'viewer',
    picture: 'webhook',
  },
  { route: '/admin/webhooks', open: 'platform.viewer', picture: 'platform-webhooks' },
  {
    route: '/admin/webhooks/:id',
    path: async ({ app }) => `/admin/webhooks/${(await createWebhook(app, null, HOOK)).id}`,
    open: 'platform.viewer',
    picture: null,
  },
  { route: '/admin/tenants/:alias/delete', open: 'admin', picture: 'tenant-delete' },
  { route: '/admin/sign-in', open: 'public', picture: 'sign-in' },
  { route: '/admin/enter', open: 'public', picture: null },
  { route: '/admin/language', open: 'public', picture: null, status: 303 },
  { route: '/admin/confirm', open: 'anyone', picture: 'confirm' },
  { route: '/admin/set-up/:alias', path: setupLinkOf, open: 'public', picture: 'set-up-link' },
  { route: '/admin/tenants/:alias/users', open: 'viewer', picture: 'users' },
  { route: '/admin/tenants/:alias/users/new', open: 'admin', picture: 'new-user' },
  { route: '/admin/tenants/:alias/users/import', open: 'admin', picture: 'import-users' },
  { route: '/admin/tenants/:alias/users/export', open: 'viewer', picture: null },
  { route: '/admin/tenants/:alias/users/named/:userName', path: aliceAt(), open: 'viewer', picture: 'user' },
  {
    route: '/admin/tenants/:alias/users/named/:userName/delete',
    path: aliceAt('/delete'),
    open: 'admin',
    picture: 'delete-user',
  },
  { route: '/admin/tenants/:alias/sessions', open: 'viewer', picture: 'sessions' },
  {
    route: '/admin/tenants/:alias/setup-links',
    path: async ({ app, tenant }) => {
      await makeSetupLink(app, tenant.alias);
      return `/admin/tenants/${tenant.alias}/setup-links`;
    },
    open: 'admin',
    picture: 'set-up-links',
  },
  { route: '/admin/setup', open: 'platform.admin', picture: 'set-up-tenant' },
  { route: '/admin/tenants/:alias/setup', open: 'admin', picture: 'set-up' },
  { route: '/admin/tenants/:alias/setup/idp', open: 'admin', picture: 'set-up-idp' },
  { route: '/admin/tenants/:alias/setup/idp/preview', open: 'admin', picture: null, status: 303 },
  { route: '/admin/tenants/:alias/setup/users', open: 'admin', picture: 'set-up-users' },
  { route: '/admin/tenants/:alias/setup/users/csv', open: 'admin', picture: null, status: 303 },
  { route: '/admin/tenants/:alias/setup/test', open: 'admin', picture: 'set-up-test' },
  { route: '/admin/tenants/:alias/setup/switch', open: 'admin', picture: 'set-up-switch' },
  { route: '/admin/tenants/:alias/setup/switch/off', open: 'admin', picture: 'set-up-switch-off' },
  { route: '/admin/tenants/:alias/setup/switch/countdown', open: 'admin', picture: null, status: 204 },
  {
    route: '/admin/tenants/:alias/setup/sp',
    path: ({ tenant }) => `/admin/tenants/${tenant.alias}/setup/sp?product=okta`,
    open: 'admin',
    picture: 'set-up-sp',
  },
  {
    route: '/admin/tenants/:alias/setup/sp/files/:product',
    path: ({ tenant }) => `/admin/tenants/${tenant.alias}/setup/sp/files/adfs`,
    open: 'admin',
    picture: null,
  },
  { route: '/admin/tenants/:alias/guides', open: 'viewer', picture: 'guides' },
  {
    route: '/admin/tenants/:alias/guides/:guide',
    path: ({ tenant }) => `/admin/tenants/${tenant.alias}/guides/okta`,
    open: 'viewer',
    picture: 'guide',
  },
  { route: '/admin/search', path: () => '/admin/search?q=alice', open: 'anyone', picture: 'search' },
  { route: '/admin/tenants/:alias/audit', open: 'viewer', picture: 'audit' },
  {
    route: '/admin/tenants/:alias/audit/export',
    path: ({ tenant }) => `/admin/tenants/${tenant.alias}/audit/export?format=csv`,
    open: 'viewer',
    picture: null,
  },
  {
    route: '/admin/tenants/:alias/audit/verify',
    path: tamperedOf,
    open: 'viewer',
    picture: 'audit-verify',
  },
  { route: '/admin/audit', path: platformAuditOf, open: 'platform.viewer', picture: 'platform-audit' },
  {
    route: '/admin/audit/export',
    path: () => '/admin/audit/export?format=csv',
    open: 'platform.viewer',
    picture: null,
  },
  { route: '/admin/audit/verify', open: 'platform.viewer', picture: 'platform-audit-verify' },
  {
    route: '/admin/tenants/:alias/refused-logins',
    path: refusedOf,
    open: 'viewer',
    picture: 'refused-logins',
  },
  {
    route: '/admin/tenants/:alias/refused-logins/:requestId',
    path: async (scene) => `${await refusedOf(scene)}/${await refuse(scene, unnamed)}?check=now`,
    open: 'viewer',
    picture: 'trace',
  },
  {
    route: '/admin/tenants/:alias/unmatched-people',
    path: async (scene) => {
      await refusedOf(scene);
      return `/admin/tenants/${scene.tenant.alias}/unmatched-people`;
    },
    open: 'viewer',
    picture: 'unmatched-people',
  },
  { route: '/admin/confirmed', open: 'anyone', picture: null, status: 403 },
];

function aliceAt(rest = '') {
  return ({ tenant }: LoginScene) => `/admin/tenants/${tenant.alias}/users/named/alice${rest}`;
}

async function setupLinkOf({ app, tenant }: LoginScene): Promise<string> {
  return pathOfLink(await makeSetupLink(app, tenant.alias));
}

/** With an event taken out of it, and one that is not sealed yet. */
async function tamperedOf({ app, tenant }: LoginScene): Promise<string> {
  const trail = AuditTrail.of(app, tenant);
  await trail.sealed(2, 3);
  const [, second] = await trail.append(2);
  await sealAll(app);
  await trail.query('DELETE FROM audit_events WHERE tenant_id = $1 AND id = $2', second);
  await trail.append(1);
  return `/admin/tenants/${tenant.alias}/audit/verify`;
}

/** A tenant was deleted. */
async function platformAuditOf({ app }: LoginScene): Promise<string> {
  const { alias } = await createTenant(app);
  await app.request('DELETE', `/api/v1/tenants/${alias}`);
  return '/admin/audit';
}

async function refusedOf(scene: LoginScene): Promise<string> {
  await refuse(scene, (plan) => (plan.nameId = `bob@${scene.tenant.defaultDomain}`));
  return `/admin/tenants/${scene.tenant.alias}/refused-logins`;
}

function unnamed(plan: ResponsePlan): void {
  plan.nameId = undefined;
}
