import { createHash, X509Certificate } from 'node:crypto';
import type { IdpTrust, Tenant, User, Webhook } from '../../sdk/sdk';
import type { DesiredIdp, DesiredTenant } from './read-declaration';

export interface CurrentTenant {
  readonly tenant: Tenant;
  readonly trust: IdpTrust | undefined;
  readonly metadata: Buffer | undefined;
  readonly users: readonly User[];
  readonly webhooks: readonly Webhook[];
}

export interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface Step {
  readonly action: 'create' | 'update' | 'delete';
  readonly kind: 'tenant' | 'idp' | 'user' | 'webhook';
  readonly tenant: string;
  /** Of a user or webhook: by what it is found. */
  readonly name: string;
  readonly changes: readonly Change[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly idp?: DesiredIdp;
  readonly id?: string;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** What is declared, and so already. */
  readonly unchanged: number;
}

/**
 * What is to be done so that it is as declared. Of what is there, only what the declaration names is compared; the rest stays, but
 * for users, webhooks and trusts of declared lists where `prune` is asked.
 */
export function makePlan(
  desired: readonly DesiredTenant[],
  current: ReadonlyMap<string, CurrentTenant>,
  { prune }: { readonly prune: boolean },
): Plan {
  const all = desired.map((one) => planTenant(one, current.get(one.alias), prune));
  const tenants = all.map(({ tenant }) => tenant).filter((step) => step !== undefined);
  const inside = all.flatMap(({ steps }) => steps);
  const steps = [
    ...tenants.filter(givesUpDomain),
    ...tenants.filter((step) => !givesUpDomain(step)),
    ...inside,
  ];
  return {
    steps,
    unchanged: all.reduce((sum, { declared }) => sum + declared, 0) - steps.filter(isDeclared).length,
  };
}

const isDeclared = ({ action }: Step): boolean => action !== 'delete';

/** A domain belongs to one tenant: who gives one up goes before who takes it. */
function givesUpDomain({ changes }: Step): boolean {
  return changes.some(({ field, from }) => /^(domainAlias|auxiliaryDomain)$/.test(field) && Boolean(from));
}

function planTenant(desired: DesiredTenant, current: CurrentTenant | undefined, prune: boolean) {
  const { alias, settings, users = new Map<string, Record<string, unknown>>(), webhooks = [] } = desired;
  const usersThere = new Map(current?.users.map((user) => [user.userName.toLowerCase(), user]));
  const tenant = compare('tenant', alias, alias, settings, current?.tenant);
  const steps = [
    planIdp(desired, current, prune),
    ...[...users].map(([name, user]) =>
      compare('user', alias, name, user, usersThere.get(name.toLowerCase())),
    ),
    ...webhooks.map(({ url, ...webhook }) =>
      compare(
        'webhook',
        alias,
        url,
        webhook,
        current?.webhooks.find((one) => one.url === url),
      ),
    ),
    ...(prune && desired.users
      ? strangers('user', alias, current?.users, (one) => one.userName, [...users.keys()])
      : []),
    ...(prune && desired.webhooks
      ? strangers(
          'webhook',
          alias,
          current?.webhooks,
          (one) => one.url,
          webhooks.map(({ url }) => url),
        )
      : []),
  ].filter((step) => step !== undefined);
  return { tenant, steps, declared: 1 + (desired.idp ? 1 : 0) + users.size + webhooks.length };
}

function compare(
  kind: Step['kind'],
  tenant: string,
  name: string,
  body: Readonly<Record<string, unknown>>,
  current: { readonly id: string } | undefined,
): Step | undefined {
  if (!current) return { action: 'create', kind, tenant, name, changes: changesOf(body, {}), body };
  const changes = changesOf(body, current);
  return changes.length === 0
    ? undefined
    : { action: 'update', kind, tenant, name, changes, body: patchOf(body, changes), id: current.id };
}

/** Null stands for a default: it is the same as what the service made of it where nothing else was set. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  ssoEnabled: true,
  idpInitiatedLogin: 'allowed',
  loginNetworkMasks: [],
  status: 'active',
  consoleRole: 'none',
  enabled: true,
  'saml.signAuthnRequests': 'always',
  'saml.requestBinding': 'auto',
  'saml.forceAuthn': false,
  'saml.isPassive': false,
  'saml.loginHint': 'auto',
  'saml.authnContextClassRefs': [],
  'saml.assertionEncryption': 'off',
  'saml.refuseCbcEncryption': false,
  'saml.signMetadata': false,
  'saml.userNameForm': 'principalName',
  'saml.keepRefusedLogins': true,
};

function changesOf(
  body: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
  prefix = '',
): Change[] {
  return Object.entries(body).flatMap(([name, to]): Change[] => {
    const field = `${prefix}${name}`;
    const from = current[name];
    if (field === 'saml')
      return changesOf(
        (to ?? {}) as Record<string, unknown>,
        (from ?? {}) as Record<string, unknown>,
        'saml.',
      );
    const meant = to === null ? (DEFAULTS[field] ?? null) : to;
    return JSON.stringify(meant) === JSON.stringify(from ?? null) ? [] : [{ field, from: from ?? null, to }];
  });
}

/** Of the body, only what changes. */
function patchOf(
  body: Readonly<Record<string, unknown>>,
  changes: readonly Change[],
): Record<string, unknown> {
  const fields = new Set(changes.map(({ field }) => field));
  const saml = Object.entries((body.saml ?? {}) as Record<string, unknown>).filter(([name]) =>
    fields.has(`saml.${name}`),
  );
  const plain = Object.entries(body).filter(([name]) => fields.has(name));
  return { ...Object.fromEntries(plain), ...(saml.length > 0 ? { saml: Object.fromEntries(saml) } : {}) };
}

function strangers<T extends { readonly id: string }>(
  kind: 'user' | 'webhook',
  tenant: string,
  current: readonly T[] | undefined,
  nameOf: (one: T) => string,
  declared: readonly string[],
): Step[] {
  const known = new Set(declared.map((name) => (kind === 'user' ? name.toLowerCase() : name)));
  const unknown = (current ?? []).filter(
    (one) => !known.has(kind === 'user' ? nameOf(one).toLowerCase() : nameOf(one)),
  );
  return unknown.map((one) => ({
    action: 'delete',
    kind,
    tenant,
    name: nameOf(one),
    changes: [],
    body: {},
    id: one.id,
  }));
}

function planIdp(
  { alias, idp }: DesiredTenant,
  current: CurrentTenant | undefined,
  prune: boolean,
): Step | undefined {
  const trust = current?.trust;
  const step = { kind: 'idp', tenant: alias, name: alias, body: {} } as const;
  if (idp === null)
    return trust && prune
      ? { ...step, action: 'delete', changes: [{ field: 'idp', from: trust.entityId, to: null }] }
      : undefined;
  if (!idp || (trust && isSameTrust(idp, trust, current.metadata))) return undefined;
  const changes = [{ field: 'metadata', from: trust?.entityId ?? null, to: idp.from }];
  return { ...step, action: trust ? 'update' : 'create', changes, idp };
}

function isSameTrust(
  { document, url, entityId, certificate }: DesiredIdp,
  trust: IdpTrust,
  metadata: Buffer | undefined,
): boolean {
  if (entityId !== undefined && entityId !== trust.entityId) return false;
  if (fingerprintOf(certificate) !== trust.metadataSigningCertificate?.sha256Fingerprint) return false;
  if (url !== undefined) return trust.metadataUrl === url;
  return trust.source === 'upload' && metadata !== undefined && document?.equals(metadata) === true;
}

function fingerprintOf(certificate: string | undefined): string | undefined {
  if (certificate === undefined) return undefined;
  const pem = certificate.includes('-----')
    ? certificate
    : `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`;
  try {
    return createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
  } catch {
    return 'none';
  }
}
