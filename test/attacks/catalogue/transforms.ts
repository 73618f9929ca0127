import type { Attack, AttackFamily } from '../support/attack';
import { planFor } from '../../support/login-scene';
import { ENVELOPED, EXCLUSIVE, resigned, rsaSha256, signedAnew } from '../support/loot';

const XSLT = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const INCLUSIVE_11 = 'http://www.w3.org/2006/12/xml-c14n11';
const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';

const STYLESHEET =
  '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/"><xsl:value-of select="document(\'file:///etc/passwd\')"/></xsl:template></xsl:stylesheet>';

const one = (uri: string, content = '') =>
  content === '' ? `<Transform Algorithm="${uri}"/>` : `<Transform Algorithm="${uri}">${content}</Transform>`;

/** Signed anew by the IdP's own key, so that the transforms alone are what is wrong. */
const transforms = (name: string, list: string, ids?: readonly string[]): Attack => ({
  name,
  ids,
  from: signedAnew,
  forge: (message, loot) =>
    resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
      signedInfo.replace(/<Transforms>[\s\S]*<\/Transforms>/, () => list),
    ),
  code: 'saml.signature_invalid',
});

const list = (name: string, content: string, ids?: readonly string[]) =>
  transforms(name, `<Transforms>${content}</Transforms>`, ids);

const canonicalization = (name: string, method: string, ids?: readonly string[]): Attack => ({
  name: `SignedInfo canonicalised ${name}`,
  ids,
  from: signedAnew,
  forge: (message, loot) =>
    resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
      signedInfo.replace(/<CanonicalizationMethod [^>]*\/>/, () => method),
    ),
  code: 'saml.signature_invalid',
});

const inclusive = (prefixes: string, namespace = EXCLUSIVE) =>
  `<ec:InclusiveNamespaces xmlns:ec="${namespace}" PrefixList="${prefixes}"/>`;

export const transformAttacks: AttackFamily = {
  name: 'transforms and canonicalisation',
  why: 'A transform is a program that the message brings, and runs before anything is known of its sender. Here there are two, in one order, and they are compared by name.',
  attacks: [
    transforms('no Transforms', ''),
    list('empty Transforms', ''),
    list('an XSLT transform', one(ENVELOPED) + one(XSLT, STYLESHEET) + one(EXCLUSIVE), [
      'CVE-2022-47966',
      'CVE-2022-34169',
    ]),
    list('an XSLT transform alone', one(XSLT, STYLESHEET), ['CVE-2022-47966']),
    list('an XPath transform', one(ENVELOPED) + one(XPATH, '<XPath>not(self::text())</XPath>')),
    list(
      'an XPath filter',
      one(ENVELOPED) +
        one('http://www.w3.org/2002/06/xmldsig-filter2', '<XPath Filter="subtract">//*</XPath>'),
    ),
    list('a decoding of Base64', one(ENVELOPED) + one('http://www.w3.org/2000/09/xmldsig#base64')),
    list('a decryption', one(ENVELOPED) + one('http://www.w3.org/2002/07/decrypt#XML') + one(EXCLUSIVE)),
    list('an inclusion', one(ENVELOPED) + one('http://www.w3.org/2001/XInclude') + one(EXCLUSIVE), [
      'CVE-2019-3873',
    ]),
    list('the enveloped transform alone', one(ENVELOPED)),
    list('canonicalisation alone', one(EXCLUSIVE)),
    list('the enveloped transform behind canonicalisation', one(EXCLUSIVE) + one(ENVELOPED)),
    list('the enveloped transform twice', one(ENVELOPED) + one(ENVELOPED) + one(EXCLUSIVE)),
    list('canonicalisation twice', one(ENVELOPED) + one(EXCLUSIVE) + one(EXCLUSIVE)),
    list('hundreds of canonicalisations', one(ENVELOPED) + one(EXCLUSIVE).repeat(500), ['CVE-2021-39171']),
    ...[INCLUSIVE, `${INCLUSIVE}#WithComments`].map((uri): Attack => ({
      name: `canonicalisation by ${uri}, which lets the surroundings in`,
      forge: (_, loot) => loot.scene.idp.xml(planFor(loot.scene), { transforms: [ENVELOPED, uri] }),
      code: 'saml.signature_invalid',
    })),
    list('inclusive canonicalisation 1.1', one(ENVELOPED) + one(INCLUSIVE_11)),
    list('an unknown transform', one(ENVELOPED) + one('urn:x')),
    list('a transform without a name', one(ENVELOPED) + one('')),
    list('a parameter of the enveloped transform', one(ENVELOPED, '<XPath>1</XPath>') + one(EXCLUSIVE)),
    list('an XPath in canonicalisation', one(ENVELOPED) + one(EXCLUSIVE, '<XPath>1</XPath>')),
    list('a comment between the transforms', `${one(ENVELOPED)}<!---->${one(EXCLUSIVE)}`),
    list('two PrefixLists', one(ENVELOPED) + one(EXCLUSIVE, inclusive('a') + inclusive('b'))),
    list('a PrefixList of another namespace', one(ENVELOPED) + one(EXCLUSIVE, inclusive('a', 'urn:x'))),
    list('a PrefixList of a hundred prefixes', one(ENVELOPED) + one(EXCLUSIVE, inclusive('a '.repeat(100)))),
    list(
      'a PrefixList with content',
      one(ENVELOPED) + one(EXCLUSIVE, inclusive('a').replace('/>', '><x/></ec:InclusiveNamespaces>')),
    ),
    canonicalization('inclusively', `<CanonicalizationMethod Algorithm="${INCLUSIVE}"/>`),
    canonicalization('by XSLT', `<CanonicalizationMethod Algorithm="${XSLT}"/>`, ['CVE-2013-2172']),
    canonicalization('by XPath', `<CanonicalizationMethod Algorithm="${XPATH}"/>`, ['CVE-2013-2172']),
    canonicalization('by nothing', '<CanonicalizationMethod Algorithm=""/>', ['CVE-2013-2172']),
    canonicalization(
      'by what its very long name says',
      `<CanonicalizationMethod Algorithm="urn:${'x'.repeat(100_000)}"/>`,
      ['CVE-2023-3519'],
    ),
    canonicalization(
      'twice',
      `<CanonicalizationMethod Algorithm="${EXCLUSIVE}"/><CanonicalizationMethod Algorithm="${EXCLUSIVE}"/>`,
    ),
  ],
};
