import type { Texts } from '../texts';
import { audit } from './audit';
import { frame } from './frame';
import { home } from './home';
import { refused } from './refused';
import { refusedLogins } from './refused-logins';
import { search } from './search';
import { setup } from './setup';
import { setupLinks } from './setup-links';
import { signIn } from './sign-in';
import { unmatchedPeople } from './unmatched-people';

export const zh: Texts = {
  audit,
  frame,
  home,
  refused,
  refusedLogins,
  search,
  setup,
  setupLinks,
  signIn,
  unmatchedPeople,
};
