/** Links by which a customer's own administrator sets a tenant up. */
export const setupLinks = {
  title: 'Set-up links',
  lead: 'A link lets the customer’s own IT administrator set single sign-on up (steps 2 to 5) without an account here. The first browser that takes it has it; it reaches nothing else.',
  make: 'Make a link',
  note: 'Note',
  noteHint: 'For whom it is; only administrators see it.',
  days: 'It lasts',
  day: (count: number) => (count === 1 ? 'one day' : `${count} days`),
  makeButton: 'Make the link',
  made: 'The link was made. It is shown this once: copy it now.',
  list: 'Links that were made',
  none: 'None yet.',
  state: 'State',
  states: { unused: 'not opened yet', opened: 'in use', expired: 'expired', revoked: 'revoked' },
  createdBy: 'Made by',
  createdAt: 'Made',
  openedAt: 'Opened',
  expiresAt: 'Ends',
  action: 'Action',
  revoke: 'Revoke',
  take: {
    title: 'Set up single sign-on',
    lead: (tenant: string) =>
      `With this link you set up single sign-on of the account ${tenant}: hand its values to your identity provider, give the identity provider’s metadata, add users, and test a sign-in.`,
    once: 'It works once: this browser keeps it. You can leave and come back with this browser until',
    begin: 'Begin',
  },
};
