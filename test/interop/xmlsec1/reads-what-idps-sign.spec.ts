import { readIdpShapes, shapedResponse } from '../../support/idp/idp-shapes';
import { makeKeyPair } from '../../support/idp/key-pair';
import { ASSERTION_SIGNATURE, ROOT_SIGNATURE, Xmlsec1 } from './xmlsec1';

const FACTS = {
  acsUrl: 'https://sp.example/acs',
  audience: 'https://sp.example/metadata',
  nameId: 'alice@acme.example',
  requestId: '_request',
};
const SIGNATURES = {
  assertion: [ASSERTION_SIGNATURE],
  response: [ROOT_SIGNATURE],
  both: [ASSERTION_SIGNATURE, ROOT_SIGNATURE],
};

describe('the shape of a response in test/fixtures/idps is rightly signed for xmlsec1', () => {
  let xmlsec1: Xmlsec1;
  beforeAll(() => {
    xmlsec1 = new Xmlsec1();
  });
  afterAll(() => {
    xmlsec1.stop();
  });

  it.each(readIdpShapes().map((shape) => [shape.product, shape] as const))('%s', async (_, shape) => {
    const keys = await makeKeyPair();
    const { xml } = shapedResponse(shape, { ...FACTS, now: new Date() }, keys);
    for (const signature of SIGNATURES[shape.signed]) {
      expect(xmlsec1.verify([xml], keys, signature)).toMatchObject([{ isValid: true }]);
      const forged = xml.replaceAll('>alice@acme.example<', '>bob@acme.example<');
      expect(xmlsec1.verify([forged], keys, signature)).toEqual([{ isValid: false }]);
    }
  });
});
