import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { verifyRedirectQuery } from '../../../src/saml/signature/verify-redirect';
import { refusalOf } from '../../support/refusal-of';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const idp = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const keys = [stranger.publicKey, idp.publicKey];

const verify = (raw: string, trusted: readonly KeyObject[] = keys) => {
  verifyRedirectQuery(raw, 'SAMLRequest', trusted);
};

/** Signs octets as they are. */
function withSignature(octets: string, hash = 'sha256', privateKey = idp.privateKey): string {
  const value = sign(hash, Buffer.from(octets), privateKey).toString('base64');
  return `${octets}&Signature=${encodeURIComponent(value)}`;
}

const query = withSignature(`SAMLRequest=a%2Bb%3D&RelayState=x%20y&SigAlg=${encodeURIComponent(RSA_SHA256)}`);
const [signedPart = '', signature = ''] = query.split('&Signature=');

describe('a query is believed', () => {
  it.each([
    ['as it was signed', query],
    ['in another order', `Signature=${signature}&${signedPart.split('&').reverse().join('&')}`],
    ['with parameters that mean nothing', `x=1&${query}&SAMLEncoding=y&`],
    ['with such parameters twice, or without a value or a name', `x=1&${query}&x=2&RelayStates&=%FF`],
    ['with such parameters under an encoded name', `${query}&%78=1`],
    [
      'in the encoding of its sender',
      withSignature(`SAMLRequest=%61%2bb%3d&RelayState=x+y%2F&SigAlg=${RSA_SHA256}`),
    ],
    ['without RelayState', withSignature(`SAMLRequest=a&SigAlg=${encodeURIComponent(RSA_SHA256)}`)],
    [
      'with an empty RelayState',
      withSignature(`SAMLRequest=a&RelayState=&SigAlg=${encodeURIComponent(RSA_SHA256)}`),
    ],
    ['with SHA-512', withSignature(`SAMLRequest=a&SigAlg=${RSA_SHA256.replace('256', '512')}`, 'sha512')],
  ])('%s', (_, raw) => {
    expect(() => {
      verify(raw);
    }).not.toThrow();
  });
});

describe('a query is refused', () => {
  it.each([
    ['of another message', query.replace('a%2B', 'b%2B')],
    ['of another RelayState', query.replace('x%20y', 'z')],
    ['with its RelayState taken away', query.replace('RelayState=x%20y&', '')],
    [
      'with a RelayState put in',
      withSignature(`SAMLRequest=a&SigAlg=${RSA_SHA256}`).replace('&SigAlg', '&RelayState=x&SigAlg'),
    ],
    ['encoded otherwise than it was signed', query.replace('x%20y', 'x+y')],
    ['without its algorithm', query.replace(/&SigAlg=[^&]*/, '')],
    ['with an empty algorithm', query.replace(/&SigAlg=[^&]*/, '&SigAlg=')],
    ['by SHA-1', withSignature('SAMLRequest=a&SigAlg=http://www.w3.org/2000/09/xmldsig%23rsa-sha1', 'sha1')],
    ['without a message', withSignature(`SigAlg=${RSA_SHA256}`)],
    ['with an empty message', withSignature(`SAMLRequest=&SigAlg=${RSA_SHA256}`)],
    ['with an empty signature', `${signedPart}&Signature=`],
    ['with a signature that is not Base64', `${signedPart}&Signature=%2A`],
    ['with two messages', `SAMLRequest=evil&${query}`],
    ['with two messages, the second one under an encoded name', `${query}&SAML%52equest=evil`],
    ['with a response beside the request', `${query}&SAMLResponse=evil`],
    ['with a message under an encoded name', query.replace('SAMLRequest', 'SAML%52equest')],
    [
      'with a message that is its name',
      withSignature(`SAMLRequest=SAMLRequest&SigAlg=${RSA_SHA256}`).replace('=SAMLRequest', ''),
    ],
    ['with two RelayStates', `${query}&RelayState=evil`],
    ['with two RelayStates, one without a value', `${query}&RelayState`],
    ['with two algorithms', `${query}&SigAlg=${RSA_SHA256}`],
    ['with two signatures', `${query}&Signature=${signature}`],
    ['encoded in no UTF-8', `${query}&%FF=1`],
    [
      'by a key of less than 2048 bits',
      withSignature(`SAMLRequest=a&SigAlg=${RSA_SHA256}`, 'sha256', weak.privateKey),
    ],
  ])('%s', (_, raw) => {
    expect(
      refusalOf(() => {
        verify(raw, [...keys, weak.publicKey]);
      }).code,
    ).toBe('saml.signature_invalid');
  });

  it.each(['SAMLRequest', 'SAMLRequest='])('when its message is none, and is told so: %s', (none) => {
    const raw = query.replace(/SAMLRequest=[^&]*/, none);
    const { expected, actual } = refusalOf(() => {
      verify(raw);
    });
    expect({ expected, actual }).toEqual({ expected: 'the parameter SAMLRequest', actual: 'none' });
  });

  it('when its signer is not trusted', () => {
    expect(
      refusalOf(() => {
        verify(query, [stranger.publicKey]);
      }).code,
    ).toBe('saml.signature_invalid');
  });

  it('when it is asked for as what it is not', () => {
    expect(
      refusalOf(() => {
        verifyRedirectQuery(query, 'SAMLResponse', keys);
      }).code,
    ).toBe('saml.signature_invalid');
  });

  it.each([signedPart, 'SAMLRequest=a', ''])('when it is not signed: %s', (raw) => {
    expect(
      refusalOf(() => {
        verify(raw);
      }).code,
    ).toBe('saml.signature_missing');
  });
});
