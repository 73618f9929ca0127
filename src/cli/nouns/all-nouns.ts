import type { Noun } from '../verb';
import { audit } from './audit';
import { idp } from './idp';
import { keys } from './keys';
import { login } from './login';
import { profiles } from './profiles';
import { sessions } from './sessions';
import { setupLinks } from './setup-links';
import { sp } from './sp';
import { sso } from './sso';
import { tenants } from './tenants';
import { tokens } from './tokens';
import { unmatchedPeople } from './unmatched-people';
import { users } from './users';
import { webhooks } from './webhooks';

/** In the order in which help and documentation have them. */
export const nouns: readonly Noun[] = [
  tenants,
  sp,
  idp,
  users,
  sso,
  sessions,
  audit,
  login,
  unmatchedPeople,
  setupLinks,
  keys,
  tokens,
  webhooks,
  profiles,
];
