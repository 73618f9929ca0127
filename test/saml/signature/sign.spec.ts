import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { makeEcKeys } from '../../../src/secrets/ec-keys';
import { RsaKeys } from '../../../src/secrets/rsa-keys';
import { makeSelfSigned } from '../../../src/sp-keys/self-signed';
import { signEnveloped, signRedirectQuery } from '../../../src/saml/signature/sign';
import { findSignature, verifyEnveloped } from '../../../src/saml/signature/verify-enveloped';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { childElements } from '../../../src/saml/xml/read-element';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const certificateDer = Buffer.from('certificate');
const REQUEST =
  '<?xml version="1.0"?><samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ' +
  'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1"><!--c--><saml:Issuer>https://sp.example/&lt;/saml:Issuer&gt;</saml:Issuer>' +
  '<samlp:Extensions/></samlp:AuthnRequest>';

describe('signEnveloped', () => {
  it('is believed by xml-crypto', () => {
    const xml = signEnveloped(REQUEST, { privateKey: rsa.privateKey, certificateDer });
    const verifier = new SignedXml({ publicCert: rsa.publicKey.export({ type: 'spki', format: 'pem' }) });
    verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/.exec(xml)?.[0] ?? '');
    expect(verifier.checkSignature(xml)).toBe(true);
    expect(verifier.getSignedReferences()[0]).toContain('<samlp:Extensions></samlp:Extensions>');
  });

  it.each([
    ['RSA', rsa],
    ['ECDSA', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ])('is believed by our own verifier, by %s', (_, { privateKey, publicKey }) => {
    const root = parseXml(signEnveloped(REQUEST, { privateKey, certificateDer }), MESSAGE_LIMITS);
    const signature = findSignature(root);
    expect(signature && verifyEnveloped(root, signature, [publicKey]).keyIndex).toBe(0);
  });

  it('puts the Signature behind the Issuer, and the certificate in it', () => {
    const xml = signEnveloped(REQUEST, { privateKey: rsa.privateKey, certificateDer });
    expect(childElements(parseXml(xml, MESSAGE_LIMITS)).map(({ localName }) => localName)).toEqual([
      'Issuer',
      'Signature',
      'Extensions',
    ]);
    expect(xml).toContain(`<ds:X509Certificate>${certificateDer.toString('base64')}</ds:X509Certificate>`);
  });

  it('puts the Signature behind an Issuer without a prefix, too', () => {
    const request = REQUEST.replace(/<saml:Issuer>.*<\/saml:Issuer>/, (issuer) =>
      issuer.replaceAll('saml:', '').replace('>', ' xmlns="urn:oasis:names:tc:SAML:2.0:assertion">'),
    );
    const root = parseXml(
      signEnveloped(request, { privateKey: rsa.privateKey, certificateDer }),
      MESSAGE_LIMITS,
    );
    expect(childElements(root).map(({ name }) => name)).toEqual([
      'Issuer',
      'ds:Signature',
      'samlp:Extensions',
    ]);
  });

  it('signs no message without an Issuer', () => {
    expect(() => signEnveloped('<a ID="_1"/>', { privateKey: rsa.privateKey, certificateDer })).toThrow(
      /begins with its Issuer/,
    );
  });
});

describe('signRedirectQuery', () => {
  it.each([
    ['RSA', rsa, 'rsa-sha256'],
    ['ECDSA', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ecdsa-sha256'],
  ])('signs the query as it is sent, by %s', (_, { privateKey, publicKey }, algorithm) => {
    const query = signRedirectQuery(
      { name: 'SAMLRequest', value: 'a+b/c=', relayState: '/x?y=z&ü' },
      privateKey,
    );
    const [signed = '', signature = ''] = query.split('&Signature=');
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)).toBe(
      true,
    );
    // RFC 6931, 2.3.6: r and s side by side, each of the curve's 32 octets; never ASN.1.
    if (algorithm === 'ecdsa-sha256') {
      expect(bytes).toHaveLength(64);
      expect(verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'der' }, bytes)).toBe(
        false,
      );
    }
    expect(Object.fromEntries(new URLSearchParams(signed))).toEqual({
      SAMLRequest: 'a+b/c=',
      RelayState: '/x?y=z&ü',
      SigAlg: `http://www.w3.org/2001/04/xmldsig-more#${algorithm}`,
    });
  });

  it('leaves RelayState out where there is none', () => {
    const query = signRedirectQuery({ name: 'SAMLResponse', value: 'x' }, rsa.privateKey);
    expect([...new URLSearchParams(query).keys()]).toEqual(['SAMLResponse', 'SigAlg', 'Signature']);
  });
});

it.each([
  ['RSA', () => new RsaKeys().make()],
  ['EC', makeEcKeys],
])('signs with a key that we made, by %s', async (_, makeKeys) => {
  const made = await makeSelfSigned(await makeKeys(), {
    commonName: 'acme',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    years: 10,
  });
  const xml = signEnveloped(REQUEST, {
    privateKey: createPrivateKey(made.privateKeyPem),
    certificateDer: made.certificateDer,
  });
  const root = parseXml(xml, MESSAGE_LIMITS);
  const signature = findSignature(root);
  expect(signature && verifyEnveloped(root, signature, [createPublicKey(made.privateKeyPem)]).keyIndex).toBe(
    0,
  );
});
