import { createPrivateKey, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { readIdpMetadata } from '../../../src/saml/metadata/read-idp-metadata';
import { NS } from '../../../src/saml/names';
import { parseMetadata } from '../../../src/saml/metadata/parse-metadata';
import { MESSAGE_BYTES } from '../../../src/saml/limits';
import { attribute, childElements } from '../../../src/saml/xml/read-element';
import { change } from '../../support/change';
import { aggregate, entity, pemPair, read, soundEntity } from './idp-document';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** By a library that is not ours: an enveloped signature on the root. */
async function sign(xml: string): Promise<string> {
  const { privateKeyPem: privateKey } = await pemPair('rsa');
  const signed = new SignedXml({
    privateKey,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signed.addReference({
    xpath: '/*',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signed.computeSignature(xml, { prefix: 'ds', location: { reference: '/*', action: 'prepend' } });
  return signed.getSignedXml();
}

describe('the tree of an aggregate', () => {
  it('goes on without each entity that was looked at, nested ones too', () => {
    const visited: (string | undefined)[] = [];
    const xml = aggregate(`${entity('', 'urn:one')}\n${aggregate(entity('', 'urn:two'))}`);
    const root = parseMetadata(xml, (one) => visited.push(attribute(one, 'entityID')));
    expect(visited).toEqual(['urn:one', 'urn:two']);
    expect(childElements(root).map(({ localName }) => localName)).toEqual(['EntitiesDescriptor']);
    expect(childElements(root).flatMap(childElements)).toEqual([]);
  });

  it('keeps what only looks like an entity of it', () => {
    const visit = jest.fn();
    const inside = (around: string) => `<md:${around}>${entity('', 'urn:one')}</md:${around}>`;
    const elsewhere = change(entity('', 'urn:one'), `xmlns:md="${NS.metadata}"`, 'xmlns:md="urn:x"');
    parseMetadata(aggregate(inside('Extensions') + elsewhere), visit);
    parseMetadata(entity(aggregate(entity('', 'urn:one'))), visit);
    parseMetadata(entity('', 'urn:one'), visit);
    expect(visit).not.toHaveBeenCalled();
  });
});

it('is refused for what stands in an entity that nobody asked for', async () => {
  const wanted = await soundEntity('urn:wanted');
  const { privateKeyPem } = await pemPair('rsa');
  const der = createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'der' }).toString('base64');
  // By a reference, so that only the parsed document shows it.
  const leaked = entity(`<md:Extensions>&#${der.charCodeAt(0)};${der.slice(1)}</md:Extensions>`, 'urn:other');
  expect(read(aggregate(wanted + entity('', 'urn:other')), 'urn:wanted').entityId).toBe('urn:wanted');
  expect(() => read(aggregate(wanted + leaked), 'urn:wanted')).toThrow(/private key/);
  expect(() => read(aggregate(`${wanted}<a><b></a>`), 'urn:wanted')).toThrow(/well-formed/);
});

it('is believed where it is signed as a whole, however long it is, and not where one byte was changed', async () => {
  const { certificateDer } = await pemPair('rsa');
  const { publicKey: signer } = new X509Certificate(certificateDer);
  const one = await soundEntity('urn:one');
  const many = Array.from({ length: 400 }, (_, index) => one.replace('urn:one', `urn:idp-${index}`));
  const signed = await sign(aggregate(many.join('\n'), 'ID="_all"'));
  expect(signed.length).toBeGreaterThan(MESSAGE_BYTES);

  const wanted = { entityId: 'urn:idp-7', signer };
  expect(readIdpMetadata(Buffer.from(signed), wanted).entityId).toBe('urn:idp-7');
  const changed = change(signed, 'urn:idp-399', 'urn:idp-x99');
  expect(() => readIdpMetadata(Buffer.from(changed), wanted)).toThrow(/not valid/);
});

it('is refused where what is signed is made far longer than the document: each element writes the namespace anew', async () => {
  const { certificateDer } = await pemPair('rsa');
  const { publicKey: signer } = new X509Certificate(certificateDer);
  const content = `<md:Extensions>${'<p:a/>'.repeat(1000)}</md:Extensions>`;
  const signed = (name: string) =>
    soundEntity('urn:one').then((one) =>
      sign(aggregate(content + one, `ID="_all" xmlns:p="https://idp.example/${name}"`)),
    );
  const readSigned = (xml: string) => readIdpMetadata(Buffer.from(xml), { signer }).entityId;
  expect(readSigned(await signed('a'))).toBe('urn:one');
  const long = await signed('a'.repeat(900));
  expect(long.length).toBeLessThan(MESSAGE_BYTES / 8);
  expect(() => readSigned(long)).toThrow(/longer/);
});
