/** The page that everybody sees first: who he is here, and where he can go. */
export const home = {
  title: 'Console',
  you: 'You',
  as: 'Signed in as',
  named: (name: string, role: string) => `${name} (${role})`,
  enteredWith: 'Signed in with',
  kinds: {
    'admin-token': 'the admin token of the platform',
    'api-token': 'an API token',
    'ram-session': 'single sign-on, as a RAM user',
    'setup-link': 'a set-up link',
  },
  reach: 'You reach',
  everything: 'the platform and all tenants',
  oneTenant: (alias: string) => `the tenant ${alias}`,
  may: 'You may',
  mayChange: 'see and change',
  maySee: 'see',
  since: 'Since',
  until: 'Until',
  untilHint: 'earlier without a click for an hour',
};
