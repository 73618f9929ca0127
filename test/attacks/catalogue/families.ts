import type { AttackFamily } from '../support/attack';
import type { HttpAttackFamily } from '../support/http-attack';
import type { LoginStage } from '../support/login-stage';
import type { LogoutFamily } from '../support/logout-attack';
import type { AddressAttack, MetadataFamily } from '../support/metadata-attack';
import { algorithms } from './algorithms';
import { attributeNames } from './attributes';
import { bindings } from './bindings';
import { browsers } from './browsers';
import { digests } from './digests';
import { elliptic } from './elliptic';
import { encryption } from './encryption';
import { exclusion } from './exclusion';
import { hostAttacks } from './hosts';
import { keyInfo } from './key-info';
import { landings } from './landings';
import { logoutAnswers } from './logout-answers';
import { logoutByPost } from './logout-by-post';
import { logoutByRedirect } from './logout-by-redirect';
import { logoutClaims } from './logout-claims';
import { metadataAddresses } from './metadata-addresses';
import { metadataDocuments } from './metadata-documents';
import { metadataKeys } from './metadata-keys';
import { metadataSecrets } from './metadata-secrets';
import { metadataShapes } from './metadata-shapes';
import { parsers } from './parsers';
import { recipients } from './recipients';
import { references } from './references';
import { replays } from './replays';
import { fixation, sessionAttacks } from './session-cookies';
import { texts } from './texts';
import { transformAttacks } from './transforms';
import { validity } from './validity';
import { wrapping } from './wrapping';

/** Of the XML that is posted to the ACS. */
export const responseFamilies: readonly AttackFamily[] = [
  wrapping,
  exclusion,
  keyInfo,
  metadataKeys,
  algorithms,
  elliptic,
  references,
  transformAttacks,
  digests,
  parsers,
  texts,
  attributeNames,
  recipients,
  validity,
  encryption,
];

/** Of the request that a login comes by. */
export const loginFamilies: readonly HttpAttackFamily<LoginStage>[] = [bindings, replays, browsers];

/** Of the messages that end sessions. */
export const logoutFamilies: readonly LogoutFamily[] = [
  logoutByRedirect,
  logoutByPost,
  logoutClaims,
  logoutAnswers,
];

/** Of the metadata that an administrator uploads. */
export const documentFamilies: readonly MetadataFamily[] = [
  metadataDocuments,
  metadataSecrets,
  metadataShapes,
];

/** Of the address that he has them fetched from. */
export const addressFamilies: readonly MetadataFamily<AddressAttack>[] = [metadataAddresses];

/** Of the cookie by which somebody is signed in. */
export const sessionFamilies: readonly HttpAttackFamily<LoginStage>[] = [sessionAttacks];

interface Family {
  readonly name: string;
  readonly why: string;
  readonly attacks: readonly { readonly name: string; readonly ids?: readonly string[] | undefined }[];
}

/** The whole catalogue. */
export const families: readonly Family[] = [
  ...responseFamilies,
  ...loginFamilies,
  ...logoutFamilies,
  ...documentFamilies,
  ...addressFamilies,
  ...sessionFamilies,
  fixation,
  landings,
  hostAttacks,
];
