import { generateKeyPairSync } from 'node:crypto';
import { change } from '../../support/change';
import { certificateFor } from '../../support/idp/certificate-for';
import type { MetadataAttack, MetadataFamily } from '../support/metadata-attack';
import {
  aggregateOf,
  entityIdAs,
  ignored,
  inEntity,
  keyHolder,
  otherEntity,
  refused,
  roleOf,
  withAttribute,
} from '../support/metadata-edits';

const short = generateKeyPairSync('rsa', { modulusLength: 512 });
const bare = generateKeyPairSync('rsa', { modulusLength: 2048 });
const edwards = generateKeyPairSync('ed25519');
const replaceCertificates = (xml: string, ...ders: readonly Buffer[]) =>
  xml.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/, () =>
    ders.map((der) => keyHolder(der.toString('base64'))).join(''),
  );
const certificateOf = (xml: string) =>
  Buffer.from(/<ds:X509Certificate>([^<]*)/.exec(xml)?.[1] ?? '', 'base64');
const keyless = (xml: string) => replaceCertificates(xml);

const keys: readonly MetadataAttack[] = [
  refused('no certificate', keyless),
  refused('an empty certificate', (xml) => replaceCertificates(xml, Buffer.alloc(0))),
  refused('a certificate to encrypt with alone', (xml) => xml.replace('use="signing"', 'use="encryption"')),
  refused('a certificate that is cut', (xml) => replaceCertificates(xml, certificateOf(xml).subarray(0, -1))),
  refused('a certificate with bytes behind it', (xml) =>
    replaceCertificates(xml, Buffer.concat([certificateOf(xml), Buffer.from([0])])),
  ),
  refused('a certificate of a megabyte', (xml) =>
    replaceCertificates(xml, Buffer.concat([certificateOf(xml), Buffer.alloc(1_000_000)])),
  ),
  refused('a key of RSA with 512 bits', (xml) => replaceCertificates(xml, certificateFor(short.publicKey))),
  refused('a key of Ed25519, whose messages nobody here checks', (xml) =>
    replaceCertificates(xml, certificateFor(edwards.publicKey)),
  ),
  refused('a bare key', (xml) =>
    replaceCertificates(xml, bare.publicKey.export({ type: 'spki', format: 'der' })),
  ),
  refused('a hundred and one certificates', (xml) =>
    replaceCertificates(xml, ...Array.from({ length: 101 }, () => certificateOf(xml))),
  ),
  refused('twenty-one keys, each of which would be tried', (xml) =>
    replaceCertificates(
      xml,
      ...Array.from({ length: 21 }, () =>
        certificateFor(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey),
      ),
    ),
  ),
];

const confusions: readonly MetadataAttack[] = [
  refused('two IdPs, of which none is asked for', (xml) => aggregateOf(xml + entityIdAs(xml, 'urn:other'))),
  refused('the same IdP twice', (xml) => aggregateOf(xml + xml)),
  refused(
    'an IdP in an IdP of another namespace',
    (xml) => `<x:EntityDescriptor xmlns:x="urn:x">${xml}</x:EntityDescriptor>`,
  ),
  refused('an IdP inside another entity', (xml) =>
    otherEntity('')
      .replace('</md:SPSSODescriptor>', `</md:SPSSODescriptor>${xml}`)
      .replace(
        '<md:EntityDescriptor',
        '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"',
      ),
  ),
  refused('an IdP in the extensions of an aggregate', (xml) =>
    aggregateOf(`<md:Extensions>${xml}</md:Extensions>`),
  ),
  refused(
    'an IdP in a response',
    (xml) => `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${xml}</samlp:Response>`,
  ),
  refused('an IdP in a comment', (xml) => aggregateOf(`<!--${xml}-->`)),
  refused('an IdP in CDATA', (xml) => aggregateOf(`<![CDATA[${xml}]]>`)),
  refused('a service alone', (xml) => xml.replaceAll('IDPSSODescriptor', 'SPSSODescriptor')),
  refused('two documents', (xml) => xml + xml),
  refused('entityID twice', (xml) => withAttribute(xml, 'entityID="urn:other"')),
  refused('entityID of a namespace', (xml) => change(xml, 'entityID=', 'md:entityID=')),
  refused('entityID in small letters', (xml) => change(xml, 'entityID=', 'entityid=')),
  refused('a namespace twice', (xml) =>
    withAttribute(xml, 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"'),
  ),
  refused('the name of an element with two colons', (xml) => inEntity(xml, '<a:b:c xmlns:a="urn:a"/>')),
  ignored('entityID of a namespace beside it', (xml) => withAttribute(xml, 'md:entityID="urn:other"')),
  ignored('roles in the Extensions', (xml) =>
    inEntity(xml, `<md:Extensions>${roleOf(xml).replaceAll('idp.example', 'evil.example')}</md:Extensions>`),
  ),
  ignored('a role in a comment', (xml) =>
    inEntity(xml, `<!--${roleOf(xml).replaceAll('idp.example', 'evil.example')}-->`),
  ),
];

const repeated = (name: string, count: number) => `<${name}>`.repeat(count) + `</${name}>`.repeat(count);

const sizes: readonly MetadataAttack[] = [
  refused('sixty-five levels', (xml) => inEntity(xml, repeated('md:Extensions', 65))),
  refused('a hundred thousand levels', (xml) => inEntity(xml, repeated('a', 100_000))),
  refused('a hundred thousand start tags', (xml) => `<a>`.repeat(100_000) + xml),
  refused('sixty-five attributes', (xml) =>
    withAttribute(xml, Array.from({ length: 65 }, (_, n) => `a${n}=""`).join(' ')),
  ),
  refused('sixty-five namespaces', (xml) =>
    withAttribute(xml, Array.from({ length: 65 }, (_, n) => `xmlns:n${n}="urn:${n}"`).join(' ')),
  ),
  refused('two million elements', (xml) => inEntity(xml, '<a/>'.repeat(2_000_001))),
  refused('a hundred and one addresses', (xml) =>
    change(
      xml,
      '</md:IDPSSODescriptor>',
      `${'<md:SingleSignOnService Binding="urn:x" Location="https://idp.example/x"/>'.repeat(101)}</md:IDPSSODescriptor>`,
    ),
  ),
  refused('twenty-one roles', (xml) => inEntity(xml, roleOf(xml).repeat(20))),
  refused('an entityID of 1025 characters', (xml) => entityIdAs(xml, 'x'.repeat(1025))),
  refused('a megabyte of a name', (xml) => inEntity(xml, `<${'a'.repeat(1_000_000)}/`)),
  {
    name: 'a byte more than 25 MiB',
    forge: (xml) => xml.padEnd(25 * 1024 * 1024 + 1),
    code: 'request.too_large',
  },
];

const encodings: readonly MetadataAttack[] = [
  refused('UTF-16', (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le')),
  refused('UTF-7', (xml) => `<?xml version="1.0" encoding="UTF-7"?>${xml.replaceAll('<', '+ADw-')}`),
  refused('Latin 1', (xml) => Buffer.from(entityIdAs(xml, 'urn:\u00e9'), 'latin1')),
  refused('another encoding than it says', (xml) => `<?xml version="1.0" encoding="UTF-16"?>${xml}`),
  refused('XML 1.1', (xml) => `<?xml version="1.1"?>${xml}`),
  refused('a NUL', (xml) => entityIdAs(xml, 'urn:a\0b')),
  refused('a NUL by its number', (xml) => entityIdAs(xml, 'urn:a&#0;b')),
  refused('half of a character by its number', (xml) => entityIdAs(xml, 'urn:&#xD83D;')),
  refused('a character beyond Unicode', (xml) => entityIdAs(xml, 'urn:&#x110000;')),
];

export const metadataShapes: MetadataFamily = {
  name: 'metadata of another shape',
  why: 'Two readers of one document may find two IdPs or two keys in it, and a large one may keep a reader busy for as long as its author likes. Here there is one reader, which takes children where the schema has them and refuses what is ambiguous, and everything that it counts is bounded.',
  attacks: [...keys, ...confusions, ...sizes, ...encodings],
};
