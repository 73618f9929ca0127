export interface IdpUser {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

/** Carol can sign in here like the others, but has no RAM user. */
export const USERS: readonly IdpUser[] = [
  { name: 'alice', fullName: 'Alice Ngo', password: 'alice-in-the-demo' },
  { name: 'bob', fullName: 'Bob Okafor', password: 'bob-in-the-demo' },
  { name: 'carol', fullName: 'Carol Lind', password: 'carol-in-the-demo' },
];
