import { apiTokens } from './api-tokens';
import { audit } from './audit';
import { dashboard } from './dashboard';
import { frame } from './frame';
import { guides } from './guides';
import { home } from './home';
import { refused } from './refused';
import { refusedLogins } from './refused-logins';
import { search } from './search';
import { setup } from './setup';
import { setupLinks } from './setup-links';
import { signIn } from './sign-in';
import { spKeys } from './sp-keys';
import { tenants } from './tenants';
import { trust } from './trust';
import { unmatchedPeople } from './unmatched-people';
import { userImport } from './user-import';
import { sessions, users } from './users';
import { verification } from './verification';
import { warnings } from './warnings';
import { webhooks } from './webhooks';

/** The English catalogue: a file a part of the console. Its type is what every other language must have. */
export const en = {
  apiTokens,
  audit,
  dashboard,
  frame,
  guides,
  home,
  refused,
  refusedLogins,
  search,
  sessions,
  setup,
  setupLinks,
  signIn,
  spKeys,
  tenants,
  trust,
  unmatchedPeople,
  userImport,
  users,
  verification,
  warnings,
  webhooks,
};
