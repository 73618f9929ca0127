import { audit } from './audit';
import { frame } from './frame';
import { home } from './home';
import { management } from './management';
import { refused } from './refused';
import { refusedLogins } from './refused-logins';
import { search } from './search';
import { setup } from './setup';
import { setupLinks } from './setup-links';
import { signIn } from './sign-in';
import { unmatchedPeople } from './unmatched-people';
import { userImport } from './user-import';
import { sessions, users } from './users';

/** The English catalogue: a file a part of the console. Its type is what every other language must have. */
export const en = {
  ...management,
  audit,
  frame,
  home,
  refused,
  refusedLogins,
  search,
  sessions,
  setup,
  setupLinks,
  signIn,
  unmatchedPeople,
  userImport,
  users,
};
