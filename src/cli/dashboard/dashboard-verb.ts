import { usageError } from '../cli-error';
import { flag, verb } from '../verb';
import { showPlatformDashboard, showTenantDashboard } from './show-dashboard';

export const dashboard = verb({
  name: 'dashboard',
  summary: 'how sign-ins fare, what ends soon, and what to look at: of a tenant, or of all',
  description:
    'Says how sign-ins went in the last thirty days, what ends in the next ninety, and what to look at: of the tenant that is meant, or of all where none is (or with --all), for which the token must be of the platform.',
  takes: { all: flag('--all', 'of all tenants, also where RAM_SSO_TENANT or the profile names one') },
  examples: [
    ['ram-sso dashboard', 'of all tenants, and which of them nobody can sign in to'],
    ['ram-sso dashboard --tenant acme', 'of one tenant'],
    ['ram-sso dashboard --output json | jq .unusable', 'for monitoring'],
  ],
  run: async (context, { all }) => {
    const { api, options, print } = context;
    if (all && options.tenant !== undefined) throw usageError('Give either --tenant or --all.');
    const alias = all ? undefined : (options.tenant ?? context.connection().tenant);
    if (alias === undefined) {
      const found = await api.dashboards.platform();
      await print.either(found, () => showPlatformDashboard(found, print.colours));
      return;
    }
    const found = await api.dashboards.tenant(alias);
    await print.either(found, () => showTenantDashboard(found, print.colours));
  },
});
