import type { MetadataAttack, MetadataFamily, MetadataStage } from '../support/metadata-attack';
import { behindRole, entityIdAs, ignored, inEntity, refused, withAttribute } from '../support/metadata-edits';

const inside = (stage: MetadataStage) => stage.inside.url('/metadata');

const XXE = ['CVE-2020-15772'];
const EXPANSION = ['CVE-2024-22023'];
const tenfold = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('');

const entities: readonly MetadataAttack[] = [
  refused(
    'an entity for a file',
    (xml) => entityIdAs(`<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${xml}`, '&f;'),
    XXE,
  ),
  refused(
    'an entity for an address inside',
    (xml, stage) => entityIdAs(`<!DOCTYPE x [<!ENTITY f SYSTEM "${inside(stage)}">]>${xml}`, '&f;'),
    XXE,
  ),
  refused(
    'a parameter entity',
    (xml, stage) => `<!DOCTYPE x [<!ENTITY % d SYSTEM "${inside(stage)}">%d;]>${xml}`,
    XXE,
  ),
  refused('an external document type', (xml, stage) => `<!DOCTYPE x SYSTEM "${inside(stage)}">${xml}`, XXE),
  refused('a document type behind a comment', (xml) => `<!-- x --><!DOCTYPE x>${xml}`),
  refused('a document type behind the document', (xml) => `${xml}<!DOCTYPE x>`),
  refused('a document type in small letters', (xml) => `<!doctype x>${xml}`),
  refused(
    'an attribute by default',
    (xml) => `<!DOCTYPE x [<!ATTLIST md:EntityDescriptor ID ID "x">]>${xml}`,
  ),
  refused(
    'a thousand million of an entity',
    (xml) => entityIdAs(`<!DOCTYPE x [<!ENTITY a0 "a">${tenfold}]>${xml}`, '&a9;'),
    EXPANSION,
  ),
  refused(
    'a large entity many times',
    (xml) => entityIdAs(`<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100_000)}">]>${xml}`, '&a;'.repeat(10_000)),
    EXPANSION,
  ),
  refused('an entity that is nowhere defined', (xml) => entityIdAs(xml, '&x;')),
  refused('an entity of HTML', (xml) => entityIdAs(xml, 'urn:a&nbsp;b')),
];

/** Where other software looks for more. */
const invitations: readonly MetadataAttack[] = [
  ignored('that would include a file', (xml, stage) =>
    inEntity(
      xml,
      `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${inside(stage)}" parse="text"/>`,
    ),
  ),
  ignored('that name a schema', (xml, stage) =>
    withAttribute(
      xml,
      `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:oasis:names:tc:SAML:2.0:metadata ${inside(stage)}"`,
    ),
  ),
  ignored('that name a style sheet', (xml, stage) => `<?xml-stylesheet href="${inside(stage)}"?>${xml}`),
  ignored('that name more metadata', (xml, stage) =>
    behindRole(
      xml,
      `<md:AdditionalMetadataLocation namespace="urn:x">${inside(stage)}</md:AdditionalMetadataLocation>`,
    ),
  ),
  ignored('whose key is elsewhere', (xml, stage) =>
    xml.replace(
      '<ds:X509Data>',
      `<ds:RetrievalMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" URI="${inside(stage)}"/><ds:X509Data>`,
    ),
  ),
  ignored('whose addresses are relative to another one', (xml, stage) =>
    withAttribute(xml, `xml:base="${inside(stage)}"`),
  ),
  ignored('with a style sheet that is signed along', (xml, stage) =>
    inEntity(
      xml,
      `<ds:Signature><ds:SignedInfo><ds:Reference URI="${inside(stage)}"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/></ds:Transforms></ds:Reference></ds:SignedInfo></ds:Signature>`,
    ),
  ),
];

const ANY_SCHEME = ['SSPSA-201907-01'];
const sso = (xml: string, location: string) =>
  xml.replaceAll('Location="https://idp.example/sso"', `Location="${location}"`);
const slo = (xml: string, location: string) => xml.replaceAll('Location="https://idp.example/slo"', location);

const endpoints: readonly MetadataAttack[] = [
  refused('that start sign-in by a script', (xml) => sso(xml, 'javascript:alert(1)//'), ANY_SCHEME),
  refused('that sign out by a script', (xml) => slo(xml, 'Location="javascript:alert(1)"'), ANY_SCHEME),
  refused(
    'that go on to a script behind sign-out',
    (xml) => slo(xml, 'Location="https://idp.example/slo" ResponseLocation="javascript:alert(1)"'),
    ANY_SCHEME,
  ),
  refused('with a script behind a tab', (xml) => sso(xml, 'java&#9;script:alert(1)'), ANY_SCHEME),
  refused(
    'with a script behind a blank of Unicode',
    (xml) => sso(xml, '\u00a0javascript:alert(1)'),
    ANY_SCHEME,
  ),
  refused('with VBScript', (xml) => sso(xml, 'vbscript:x'), ANY_SCHEME),
  refused('with a page in the address', (xml) => sso(xml, 'data:text/html,x'), ANY_SCHEME),
  refused('with a file', (xml) => sso(xml, 'file:///etc/passwd'), ANY_SCHEME),
  refused('with an address of no scheme', (xml) => sso(xml, '//idp.example/sso'), ANY_SCHEME),
  refused('with a password', (xml) => sso(xml, 'https://idp.example:x@evil.example/sso')),
  refused('with a header in the address', (xml) => sso(xml, 'https://idp.example/&#13;&#10;Set-Cookie: a=b')),
  refused('that end a policy of the page', (xml) =>
    sso(xml, "https://idp.example;script-src'unsafe-inline'/"),
  ),
];

export const metadataDocuments: MetadataFamily = {
  name: 'metadata as a document',
  why: 'Metadata are read long before anything is signed, by an XML parser that may know files, addresses and entities, and its addresses are where browsers are sent to. Here they are held to the parser of messages, which knows no document type, nothing is ever fetched on their behalf, and an address is http or https.',
  attacks: [...entities, ...invitations, ...endpoints],
};
