import { change } from '../../support/change';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { TestIdp } from '../../support/idp/test-idp';
import { ASSERTION_SIGNATURE, ROOT_SIGNATURE, Xmlsec1 } from './xmlsec1';

describe('xmlsec1, the oracle', () => {
  let xmlsec1: Xmlsec1;
  let idp: TestIdp;
  let stranger: TestKeyPair;
  let good: string;
  beforeAll(async () => {
    xmlsec1 = new Xmlsec1();
    [idp, stranger] = [await TestIdp.create(), await makeKeyPair()];
    const facts = { spEntityId: 'https://sp.example', acsUrl: 'https://sp.example/acs', nameId: 'alice' };
    good = idp.xml(idp.plan({ ...facts, now: new Date() }), { signed: 'both' });
  });
  afterAll(() => {
    xmlsec1.stop();
  });

  const isValid = (documents: string[], keys = idp.keys, signature?: string) =>
    xmlsec1.verify(documents, keys, signature).map((verdict) => verdict.isValid);

  it.each([ROOT_SIGNATURE, ASSERTION_SIGNATURE])(
    'tells right from wrong in any order, at %s',
    (signature) => {
      const changed = change(good, '>alice</saml:NameID>', '>mallory</saml:NameID>');
      const unsigned = good.replaceAll('Signature ', 'Signatures ').replaceAll('Signature>', 'Signatures>');
      const documents = [good, good, changed, good, unsigned, '<broken', '', changed, good];
      expect(isValid(documents, idp.keys, signature)).toEqual(documents.map((document) => document === good));
    },
  );

  it('believes the key that it is given, and no KeyInfo', () => {
    expect(isValid([good], stranger)).toEqual([false]);
    const theirs = stranger.certificateDer.toString('base64');
    const swapped = good.replaceAll(/(?<=<X509Certificate>)[^<]+/g, theirs);
    expect(isValid([swapped], stranger)).toEqual([false]);
    // What a certificate holds is signed where the Response's signature covers the Assertion's.
    expect(isValid([swapped], idp.keys, ASSERTION_SIGNATURE)).toEqual([true]);
  });

  it('shows the bytes that were signed', () => {
    const [verdict] = xmlsec1.verify([good], idp.keys, ASSERTION_SIGNATURE);
    if (!verdict?.isValid) throw new Error('the good response is not valid');
    expect(verdict.signed).toMatch(/^<saml:Assertion [^]*<\/saml:Assertion>$/);
    expect(verdict.signed).not.toContain('Signature');
    expect(verdict.signedInfo).toMatch(/^<SignedInfo [^]*<\/SignedInfo>$/);
  });
});
