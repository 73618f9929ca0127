import { findQueryParameter } from '../../../src/saml/bindings/redirect-query';
import { refusalOf } from '../../support/refusal-of';

describe('findQueryParameter', () => {
  it.each([
    ['SAMLRequest=abc', 'abc'],
    ['RelayState=x&SAMLRequest=a%2Bb%3D&SigAlg=y', 'a+b='],
    ['SAMLRequest=a+b=', 'a+b='],
    ['SAMLRequest=', ''],
    ['SAMLRequest', ''],
  ])('reads %s', (query, value) => {
    expect(findQueryParameter(query, 'SAMLRequest')).toBe(value);
  });

  it.each(['', 'SAMLResponse=abc', 'xSAMLRequest=abc', 'SAMLRequestx=abc', 'SAML%52equest=abc'])(
    'finds none in %j',
    (query) => {
      expect(findQueryParameter(query, 'SAMLRequest')).toBeUndefined();
    },
  );

  it.each(['SAMLRequest=a&SAMLRequest=b', 'SAMLRequest=a&SAMLRequest=a', 'SAMLRequest=a&SAMLRequest'])(
    'refuses %s: of two, the signed one could be the other',
    (query) => {
      expect(refusalOf(() => findQueryParameter(query, 'SAMLRequest')).code).toBe('saml.malformed');
    },
  );

  it.each(['SAMLRequest=%', 'SAMLRequest=%zz', 'SAMLRequest=%ff'])('refuses %s', (query) => {
    expect(refusalOf(() => findQueryParameter(query, 'SAMLRequest')).code).toBe('saml.malformed');
  });
});
