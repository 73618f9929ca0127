import { countEncryptedAttributes, readAttributes } from '../../../src/saml/messages/attributes';
import { readAssertion } from '../../../src/saml/messages/assertion';
import { parseMessage } from '../../../src/saml/messages/parse-message';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';

const GOOD = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0" IssueInstant="2026-03-01T10:00:00Z">
  <saml:Issuer>https://idp.example</saml:Issuer>
  <saml:Subject>
    <saml:NameID Format="urn:format" NameQualifier="q" SPNameQualifier="sp"> alice<!-- x -->@corp.example </saml:NameID>
    <saml:SubjectConfirmation Method="urn:bearer">
      <saml:SubjectConfirmationData Recipient="https://sp.example/acs" NotBefore="2026-03-01T09:00:00Z"
        NotOnOrAfter="2026-03-01T10:05:00Z" InResponseTo="_q1" Address="192.0.2.1"/>
    </saml:SubjectConfirmation>
    <saml:SubjectConfirmation Method="urn:other"/>
  </saml:Subject>
  <saml:Conditions NotBefore="2026-03-01T09:59:00Z" NotOnOrAfter="2026-03-01T10:10:00Z">
    <saml:AudienceRestriction>
      <saml:Audience>
        https://sp.example/one
      </saml:Audience>
      <saml:Audience>https://sp.example/two</saml:Audience>
    </saml:AudienceRestriction>
    <saml:AudienceRestriction/>
    <saml:OneTimeUse/><saml:ProxyRestriction Count="0"/>
  </saml:Conditions>
  <saml:AuthnStatement AuthnInstant="2026-03-01T09:58:00Z" SessionIndex="s1" SessionNotOnOrAfter="2026-03-01T18:00:00Z">
    <saml:AuthnContext><saml:AuthnContextClassRef>urn:password</saml:AuthnContextClassRef></saml:AuthnContext>
  </saml:AuthnStatement>
  <saml:AttributeStatement>
    <saml:Attribute Name="mail"><saml:AttributeValue>alice@corp.example</saml:AttributeValue></saml:Attribute>
    <saml:Attribute Name="groups"><saml:AttributeValue>a</saml:AttributeValue><saml:AttributeValue>b</saml:AttributeValue></saml:Attribute>
    <saml:Attribute Name="none"/>
    <saml:Attribute Name="xml"><saml:AttributeValue><x/></saml:AttributeValue></saml:Attribute>
    <saml:EncryptedAttribute/>
  </saml:AttributeStatement>
  <saml:AttributeStatement>
    <saml:Attribute Name="nil" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><saml:AttributeValue
      i:nil="true"/><saml:AttributeValue i:nil="1"/><saml:AttributeValue i:nil="false"/><saml:AttributeValue nil="true"/></saml:Attribute>
    <saml:EncryptedAttribute/>
  </saml:AttributeStatement>
</saml:Assertion>`;

function read(xml: string) {
  return readAssertion(parseMessage(xml));
}

describe('readAssertion', () => {
  it('reads who and when', () => {
    expect(read(GOOD)).toMatchObject({
      id: '_a1',
      issueInstant: new Date('2026-03-01T10:00:00Z'),
      issuer: 'https://idp.example',
    });
  });

  it('reads the NameID whole, past a comment, blanks around it too', () => {
    expect(read(GOOD).nameId).toEqual({
      value: ' alice@corp.example ',
      format: 'urn:format',
      nameQualifier: 'q',
      spNameQualifier: 'sp',
    });
  });

  it('reads every confirmation', () => {
    expect(read(GOOD).confirmations).toEqual([
      {
        method: 'urn:bearer',
        recipient: 'https://sp.example/acs',
        notBefore: new Date('2026-03-01T09:00:00Z'),
        notOnOrAfter: new Date('2026-03-01T10:05:00Z'),
        inResponseTo: '_q1',
      },
      expect.objectContaining({ method: 'urn:other', recipient: undefined, notOnOrAfter: undefined }),
    ]);
  });

  it('reads the conditions, each restriction apart', () => {
    expect(read(GOOD).conditions).toEqual({
      notBefore: new Date('2026-03-01T09:59:00Z'),
      notOnOrAfter: new Date('2026-03-01T10:10:00Z'),
      audienceRestrictions: [['https://sp.example/one', 'https://sp.example/two'], []],
      unknown: [],
    });
  });

  it.each([
    [
      'a Condition of its own type',
      '<saml:Condition/>',
      'Condition of namespace urn:oasis:names:tc:SAML:2.0:assertion',
    ],
    ['one of another namespace', '<x:Geo xmlns:x="urn:x"/>', 'Geo of namespace urn:x'],
    [
      'an AudienceRestriction of another namespace',
      '<AudienceRestriction xmlns=""/>',
      'AudienceRestriction of namespace (none)',
    ],
  ])('names an unknown condition: %s', (_what, condition, name) => {
    const xml = change(GOOD, '<saml:OneTimeUse/>', condition);
    expect(read(xml).conditions?.unknown).toEqual([name]);
  });

  it('reads the AuthnStatement', () => {
    expect(read(GOOD).authnStatements).toEqual([
      {
        authnInstant: new Date('2026-03-01T09:58:00Z'),
        sessionIndex: 's1',
        sessionNotOnOrAfter: new Date('2026-03-01T18:00:00Z'),
        classRef: 'urn:password',
      },
    ]);
  });

  it.each([
    ['SessionIndex', 's1'],
    ['Format', 'urn:format'],
    ['NameQualifier', 'q'],
    ['SPNameQualifier', 'sp'],
  ])('takes up to 1024 characters as %s', (name, value) => {
    const withLength = (length: number) =>
      change(GOOD, ` ${name}="${value}"`, ` ${name}="${'x'.repeat(length)}"`);
    expect(JSON.stringify(read(withLength(1024)))).toContain(`"${'x'.repeat(1024)}"`);
    expect(refusalOf(() => read(withLength(1025)))).toMatchObject({
      expected: `${name} of at most 1024 characters`,
      actual: '1025 characters',
    });
  });

  it('reads attributes of all statements as texts, and counts values that are XML or nil', () => {
    expect(readAttributes(parseMessage(GOOD))).toEqual([
      { name: 'mail', values: ['alice@corp.example'], otherValues: 0 },
      { name: 'groups', values: ['a', 'b'], otherValues: 0 },
      { name: 'none', values: [], otherValues: 0 },
      { name: 'xml', values: [], otherValues: 1 },
      { name: 'nil', values: ['', ''], otherValues: 2 },
    ]);
  });

  it('counts encrypted attributes, and opens none', () => {
    expect(countEncryptedAttributes(parseMessage(GOOD))).toBe(2);
  });

  it('judges no attribute before it is asked for', () => {
    const nameless = parseMessage(change(GOOD, ' Name="none"', ''));
    expect(readAssertion(nameless).id).toBe('_a1');
    expect(refusalOf(() => readAttributes(nameless)).code).toBe('saml.malformed');
  });

  it('does without all that may be missing', () => {
    const bare = GOOD.replace(/<saml:Subject>[\s\S]*(?=<\/saml:Assertion>)/, '');
    expect(read(bare)).toMatchObject({ confirmations: [], authnStatements: [] });
    expect(readAttributes(parseMessage(bare))).toEqual([]);
    expect(read(bare)).toMatchObject({ nameId: undefined, encryptedId: undefined, conditions: undefined });
  });

  it('gives an EncryptedID as it stands', () => {
    const xml = GOOD.replace(/<saml:NameID[\s\S]*<\/saml:NameID>/, '<saml:EncryptedID/>');
    expect(read(xml).nameId).toBeUndefined();
    expect(read(xml).encryptedId?.localName).toBe('EncryptedID');
  });

  it.each([
    ['no ID', ' ID="_a1"', ''],
    ['Version 1.1', 'Version="2.0"', 'Version="1.1"'],
    ['no Issuer', '<saml:Issuer>https://idp.example</saml:Issuer>', ''],
    ['two Subjects', '<saml:Conditions ', '<saml:Subject/><saml:Conditions '],
    ['two Conditions', '<saml:Conditions ', '<saml:Conditions/><saml:Conditions '],
    ['two NameIDs', '<saml:NameID ', '<saml:NameID>bob</saml:NameID><saml:NameID '],
    ['a NameID and an EncryptedID', '<saml:NameID ', '<saml:EncryptedID/><saml:NameID '],
    ['an element in the NameID', '<!-- x -->', '<x/>'],
    ['a confirmation without Method', ' Method="urn:other"', ''],
    [
      'two SubjectConfirmationData',
      '<saml:SubjectConfirmationData ',
      '<saml:SubjectConfirmationData/><saml:SubjectConfirmationData ',
    ],
    ['a confirmation until no instant', 'NotOnOrAfter="2026-03-01T10:05:00Z"', 'NotOnOrAfter="soon"'],
    ['an empty NotOnOrAfter', 'NotOnOrAfter="2026-03-01T10:10:00Z"', 'NotOnOrAfter=""'],
    ['Conditions from no instant', 'NotBefore="2026-03-01T09:59:00Z"', 'NotBefore="2026-02-30T09:59:00Z"'],
    ['no AuthnInstant', 'AuthnInstant="2026-03-01T09:58:00Z"', ''],
    ['a session until no instant', '2026-03-01T18:00:00Z', 'never'],
    [
      'no AuthnContext',
      '<saml:AuthnContext><saml:AuthnContextClassRef>urn:password</saml:AuthnContextClassRef></saml:AuthnContext>',
      '',
    ],
    [
      'two classes of context',
      '<saml:AuthnContextClassRef>',
      '<saml:AuthnContextClassRef/><saml:AuthnContextClassRef>',
    ],
  ])('refuses %s', (_what, from, to) => {
    expect(refusalOf(() => read(change(GOOD, from, to))).code).toBe('saml.malformed');
  });

  it('refuses another root', () => {
    expect(refusalOf(() => read('<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>')).code).toBe(
      'saml.malformed',
    );
  });
});
