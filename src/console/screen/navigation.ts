import type { Texts } from '../texts/texts';
import { type Screen, setupPath, tenantPath } from './screen';

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
}

interface Entry {
  readonly path: string;
  readonly label: (texts: Texts) => string;
}

/** Of the platform: for viewers that belong to no tenant. */
const PLATFORM: readonly Entry[] = [
  { path: '/dashboard', label: (texts) => texts.dashboard.title },
  { path: '/tenants', label: (texts) => texts.tenants.title },
  { path: '/api-tokens', label: (texts) => texts.apiTokens.title },
  { path: '/webhooks', label: (texts) => texts.webhooks.title },
  { path: '/setup', label: (texts) => texts.setup.title },
  { path: '/audit', label: (texts) => texts.audit.title },
];

/** Of one tenant. */
const TENANT: readonly Entry[] = [
  { path: '', label: (texts) => texts.dashboard.title },
  { path: '/settings', label: (texts) => texts.tenants.settings },
  { path: '/trust', label: (texts) => texts.trust.title },
  { path: '/keys', label: (texts) => texts.spKeys.title },
  { path: '/webhooks', label: (texts) => texts.webhooks.title },
  { path: '/setup', label: (texts) => texts.setup.title },
  { path: '/guides', label: (texts) => texts.guides.title },
  { path: '/users', label: (texts) => texts.users.title },
  { path: '/sessions', label: (texts) => texts.sessions.title },
  { path: '/setup-links', label: (texts) => texts.setupLinks.title },
  { path: '/refused-logins', label: (texts) => texts.refusedLogins.title },
  { path: '/unmatched-people', label: (texts) => texts.unmatchedPeople.title },
  { path: '/audit', label: (texts) => texts.audit.title },
];

export function platformItems({ viewer, texts }: Screen): NavigationItem[] {
  if (viewer?.role === 'setup' && viewer.tenant)
    return [
      { href: setupPath(viewer.tenant.alias), label: texts.setup.title },
      { href: tenantPath(viewer.tenant.alias, '/guides'), label: texts.guides.title },
    ];
  const home = { href: '/admin', label: texts.frame.home };
  if (!viewer || viewer.tenant) return [home];
  return [home, ...PLATFORM.map(({ path, label }) => ({ href: `/admin${path}`, label: label(texts) }))];
}

export function tenantItems({ viewer, tenant, texts }: Screen): NavigationItem[] {
  const shown = tenant ?? viewer?.tenant;
  if (!viewer || !shown || viewer.role === 'setup') return [];
  return TENANT.map(({ path, label }) => ({ href: tenantPath(shown.alias, path), label: label(texts) }));
}

/** The item that the page is on or below; the longest address wins. */
export function currentItem(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  return items
    .filter(({ href }) => path === href || (href !== '/admin' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
