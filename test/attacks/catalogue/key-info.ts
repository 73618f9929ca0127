import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Attack, AttackFamily } from '../support/attack';
import { assertionOf, type Loot, withAssertion } from '../support/loot';
import { certificateFor } from '../../support/idp/certificate-for';
import { signXml } from '../../support/idp/sign-xml';
import { planFor } from '../../support/login-scene';

const KEY_INFO = /<KeyInfo>[\s\S]*<\/KeyInfo>/;

/** The victim's assertion, signed with the attacker's own key, and this KeyInfo. */
const signedByStranger = (loot: Loot, keyInfo: (loot: Loot) => string): string => {
  const plan = planFor(loot.scene, undefined, (changed) => (changed.nameId = loot.victim));
  return loot.scene.idp
    .xml(plan, { keys: loot.scene.idp.strangersKeys })
    .replace(KEY_INFO, () => keyInfo(loot));
};

const stranger = (name: string, keyInfo: (loot: Loot) => string, ids?: readonly string[]): Attack => ({
  name: `signed with another key: ${name}`,
  ids,
  forge: (_, loot) => signedByStranger(loot, keyInfo),
  code: 'saml.signature_invalid',
});

const wrap = (content: string) => `<KeyInfo>${content}</KeyInfo>`;
const x509 = (der: Buffer) =>
  `<X509Data><X509Certificate>${der.toString('base64')}</X509Certificate></X509Data>`;
const own = ({ scene }: Loot) => x509(scene.idp.strangersKeys.certificateDer);
const genuine = ({ scene }: Loot) => x509(scene.idp.keys.certificateDer);
const keyValue = (key: KeyObject) => {
  const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' });
  const base64 = (text: string) => Buffer.from(text, 'base64url').toString('base64');
  return `<KeyValue><RSAKeyValue><Modulus>${base64(n)}</Modulus><Exponent>${base64(e)}</Exponent></RSAKeyValue></KeyValue>`;
};

export const keyInfo: AttackFamily = {
  name: 'keys that the message brings',
  why: 'Whoever takes the key out of the message believes whoever wrote it. Here the KeyInfo of a signature is never read.',
  attacks: [
    stranger('its certificate in KeyInfo', (loot) => wrap(own(loot)), [
      'CVE-2015-5372',
      'CVE-2020-2021',
      'CVE-2024-32962',
      'CVE-2025-54982',
      'CVE-2026-19842',
      'CVE-2021-3033',
      'CVE-2023-28801',
    ]),
    stranger('the certificate of the IdP in KeyInfo', (loot) => wrap(genuine(loot)), ['CVE-2020-1675']),
    stranger(
      'a certificate that the key of the IdP issued for it',
      (loot) => wrap(x509(certificateFor(createPublicKey(loot.ownKey), loot.idpKey))),
      ['CVE-2015-1796'],
    ),
    stranger('no KeyInfo', () => ''),
    stranger('an empty KeyInfo', () => wrap('')),
    stranger('its bare key', (loot) => wrap(keyValue(loot.ownKey)), ['CVE-2021-21239', 'CVE-2023-48703']),
    stranger(
      'its bare key first, the certificate of the IdP second',
      (loot) => wrap(keyValue(loot.ownKey) + genuine(loot)),
      ['CVE-2019-1006'],
    ),
    stranger(
      'the certificate of the IdP first, its bare key second',
      (loot) => wrap(genuine(loot) + keyValue(loot.ownKey)),
      ['CVE-2019-1006'],
    ),
    stranger('both certificates in one X509Data', (loot) =>
      wrap(`${own(loot)}${genuine(loot)}`.replace('</X509Data><X509Data>', '')),
    ),
    stranger('a name of the key of the IdP', () => wrap('<KeyName>Test IdP</KeyName>')),
    stranger('issuer and serial number of the certificate of the IdP', () =>
      wrap(
        '<X509Data><X509IssuerSerial><X509IssuerName>CN=Test IdP</X509IssuerName><X509SerialNumber>1</X509SerialNumber></X509IssuerSerial></X509Data>',
      ),
    ),
    stranger(
      'a RetrievalMethod that leads to the inside of the network',
      () => wrap('<RetrievalMethod URI="http://169.254.169.254/latest/meta-data/"/>'),
      ['CVE-2023-36661', 'CVE-2024-21893', 'CVE-2024-34580'],
    ),
    stranger(
      'a RetrievalMethod that leads to a file',
      () => wrap('<RetrievalMethod URI="file:///etc/passwd"/>'),
      ['CVE-2024-34581'],
    ),
    stranger(
      'a KeyInfoReference',
      () => wrap('<dsig11:KeyInfoReference xmlns:dsig11="http://www.w3.org/2009/xmldsig11#" URI="#k"/>'),
      ['CVE-2021-40690'],
    ),
    stranger('a key that is wrapped for us', () =>
      wrap('<xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/>'),
    ),
    {
      name: 'two KeyInfo',
      forge: (message, loot) => message.replace('</KeyInfo>', `</KeyInfo>${wrap(own(loot))}`),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a Response signed with another key around a genuine assertion',
      forge: (message, { scene }) => signXml(message, 'Response', scene.idp.strangersKeys),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an assertion signed with another key in a genuine Response',
      from: (loot) => loot.genuine('both'),
      forge: (message, loot) =>
        withAssertion(message, assertionOf(signedByStranger(loot, () => wrap(genuine(loot))))),
      code: 'saml.signature_invalid',
    },
  ],
};
