/** The one box on top of every page. */
export const search = {
  title: 'Search',
  box: 'Request ID or user name',
  go: 'Search',
  lead: (query: string) => `For “${query}”:`,
  empty: 'Enter the request ID that a refused user reads to you, or a user name.',
  nothing: 'Nothing was found.',
  events: 'What that request caused',
  users: (alias: string) => `Users of ${alias}`,
  noTenant: 'To look for users, open a tenant first.',
  platform: 'the platform',
  columns: { time: 'Time', tenant: 'Tenant', type: 'Type', outcome: 'Outcome' },
};
