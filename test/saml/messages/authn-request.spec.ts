import { type AuthnRequest, writeAuthnRequest } from '../../../src/saml/messages/authn-request';
import { parseMessage } from '../../../src/saml/messages/parse-message';
import { NS } from '../../../src/saml/names';
import type { XmlElement } from '../../../src/saml/xml/element';
import { attribute, childElements, requireChild, textOf } from '../../../src/saml/xml/read-element';

const PLAIN: AuthnRequest = {
  id: '_q1',
  issueInstant: new Date('2026-03-01T10:00:00.000Z'),
  destination: 'https://idp.example/sso?a=1&b="2"',
  acsUrl: 'https://sp.example/saml/acme/acs',
  issuer: 'https://sp.example/saml/acme/metadata',
  forceAuthn: false,
  isPassive: false,
  providerName: null,
  nameIdFormat: null,
  authnContextClassRefs: [],
};

function written(changes: Partial<AuthnRequest> = {}): XmlElement {
  return parseMessage(writeAuthnRequest({ ...PLAIN, ...changes }));
}

describe('writeAuthnRequest', () => {
  it('writes what the IdP needs', () => {
    const root = written();
    expect([root.localName, root.namespace]).toEqual(['AuthnRequest', NS.protocol]);
    expect(Object.fromEntries(root.attributes.map(({ localName, value }) => [localName, value]))).toEqual({
      ID: '_q1',
      Version: '2.0',
      IssueInstant: '2026-03-01T10:00:00Z',
      Destination: 'https://idp.example/sso?a=1&b="2"',
      ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      AssertionConsumerServiceURL: 'https://sp.example/saml/acme/acs',
    });
    expect(textOf(requireChild(root, NS.assertion, 'Issuer'))).toBe('https://sp.example/saml/acme/metadata');
  });

  it('asks for no NameID format and no context unless told to', () => {
    expect(childElements(written()).map(({ localName }) => localName)).toEqual(['Issuer']);
  });

  it('asks for a fresh sign-in', () => {
    expect(attribute(written({ forceAuthn: true }), 'ForceAuthn')).toBe('true');
  });

  it('asks that the user be asked nothing, also where he is to sign in anew', () => {
    expect(attribute(written({ isPassive: true }), 'IsPassive')).toBe('true');
    const both = written({ isPassive: true, forceAuthn: true });
    expect([attribute(both, 'IsPassive'), attribute(both, 'ForceAuthn')]).toEqual(['true', 'true']);
  });

  it.each(['ACME Cloud', '"/><samlp:Scoping/>', "&amp; <b> 'x' ]]>", 'Zoë 🙂 & Söhne'])(
    'says who asks, as the text that it is: %s',
    (providerName) => {
      const root = written({ providerName });
      expect(attribute(root, 'ProviderName')).toBe(providerName);
      expect(childElements(root).map(({ localName }) => localName)).toEqual(['Issuer']);
    },
  );

  it('never has a Subject or Scoping, whatever is asked for', () => {
    const everything = written({
      forceAuthn: true,
      isPassive: true,
      providerName: 'ACME',
      nameIdFormat: 'urn:format',
      authnContextClassRefs: ['urn:one'],
    });
    expect(childElements(everything).map(({ localName }) => localName)).toEqual([
      'Issuer',
      'NameIDPolicy',
      'RequestedAuthnContext',
    ]);
  });

  it('asks for a NameID format', () => {
    const policy = requireChild(written({ nameIdFormat: 'urn:format' }), NS.protocol, 'NameIDPolicy');
    expect([attribute(policy, 'Format'), attribute(policy, 'AllowCreate')]).toEqual(['urn:format', 'true']);
  });

  it('asks for exactly these contexts, after the NameIDPolicy as the schema has it', () => {
    const root = written({ nameIdFormat: 'urn:format', authnContextClassRefs: ['urn:one', 'urn:<two>'] });
    const context = requireChild(root, NS.protocol, 'RequestedAuthnContext');
    expect(attribute(context, 'Comparison')).toBe('exact');
    expect(childElements(context).map(textOf)).toEqual(['urn:one', 'urn:<two>']);
    expect(childElements(root).map(({ localName }) => localName)).toEqual([
      'Issuer',
      'NameIDPolicy',
      'RequestedAuthnContext',
    ]);
  });
});
