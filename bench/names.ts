/** Of those that figures are compared with by name. */
export const OURS = 'ram-sso';
export const RSA = 'RSA-2048 verify alone';
export const RSA_SIGNING = 'RSA-2048 sign alone';
export const NODE_SAML = '@node-saml/node-saml';
export const SESSION = 'GET /session';
export const LOGIN_START = 'login start, signed AuthnRequest';
export const LOGIN_START_EC = 'login start, AuthnRequest signed by an EC key';
