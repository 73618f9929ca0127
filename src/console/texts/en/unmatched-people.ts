/** Whom the identity provider vouched for, and no RAM user matched. */
export const unmatchedPeople = {
  title: 'Unmatched people',
  lead: 'Names of this tenant’s domains that its identity provider vouched for, and that no RAM user has.',
  none: 'Nobody: whoever signed in had a RAM user. Test sign-ins are not listed here.',
  columns: { name: 'Name', times: 'Attempts', last: 'Last seen', near: 'Did you mean', actions: 'Actions' },
  create: 'Create this user',
  createOf: (userName: string) => `Create this user: ${userName}`,
  dismiss: 'Dismiss',
  dismissOf: (userName: string) => `Dismiss ${userName}`,
  nobodyNear: 'nobody is called alike',
  mend: 'Where one of these is meant, correct the name at the identity provider, or rename the user.',
};
