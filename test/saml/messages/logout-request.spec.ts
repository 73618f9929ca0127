import {
  type LogoutRequest,
  readLogoutRequest,
  writeLogoutRequest,
} from '../../../src/saml/messages/logout-request';
import { parseMessage } from '../../../src/saml/messages/parse-message';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';

const REQUEST: LogoutRequest = {
  id: '_l1',
  issueInstant: new Date('2026-03-01T10:00:00Z'),
  destination: 'https://idp.example/slo',
  issuer: 'https://sp.example/metadata',
  notOnOrAfter: new Date('2026-03-01T10:05:00Z'),
  nameId: {
    value: 'a<b>&c@corp.example',
    format: 'urn:format',
    nameQualifier: 'q"1"',
    spNameQualifier: 'sp',
  },
  sessionIndexes: ['s1', 's&2'],
};

const good = () => writeLogoutRequest(REQUEST);

function read(xml: string) {
  return readLogoutRequest(parseMessage(xml));
}

describe('LogoutRequest', () => {
  it('reads back what it wrote', () => {
    expect(read(good())).toEqual({ ...REQUEST, encryptedId: undefined });
  });

  it('writes no qualifier that the IdP did not give', () => {
    const nameId = {
      value: 'alice',
      format: undefined,
      nameQualifier: undefined,
      spNameQualifier: undefined,
    };
    expect(writeLogoutRequest({ ...REQUEST, nameId })).toContain('<saml:NameID>alice</saml:NameID>');
  });

  it.each([
    [
      'no SessionIndex',
      '<samlp:SessionIndex>s1</samlp:SessionIndex><samlp:SessionIndex>s&amp;2</samlp:SessionIndex>',
      { sessionIndexes: [] },
    ],
    ['no NotOnOrAfter', ' NotOnOrAfter="2026-03-01T10:05:00Z"', { notOnOrAfter: undefined }],
    ['no Destination', ' Destination="https://idp.example/slo"', { destination: undefined }],
  ])('takes %s', (_what, part, facts) => {
    expect(read(change(good(), part, ''))).toMatchObject(facts);
  });

  it('takes 1000 SessionIndexes', () => {
    const xml = change(good(), '<saml:NameID ', `${'<samlp:SessionIndex/>'.repeat(998)}<saml:NameID `);
    expect(read(xml).sessionIndexes).toHaveLength(1000);
  });

  it('tells how many SessionIndexes are too many', () => {
    const xml = change(good(), '<saml:NameID ', `${'<samlp:SessionIndex/>'.repeat(999)}<saml:NameID `);
    expect(refusalOf(() => read(xml))).toMatchObject({
      expected: 'at most 1000 SessionIndexes',
      actual: '1001',
    });
  });

  it('gives an EncryptedID as it stands', () => {
    const xml = good().replace(/<saml:NameID .*<\/saml:NameID>/, '<saml:EncryptedID/>');
    expect(read(xml).encryptedId?.localName).toBe('EncryptedID');
  });

  it.each([
    [
      'another message',
      'samlp:LogoutRequest ',
      'samlp:LogoutRequst ',
      '</samlp:LogoutRequest>',
      '</samlp:LogoutRequst>',
    ],
    ['no ID', ' ID="_l1"', ''],
    ['Version 1.1', 'Version="2.0"', 'Version="1.1"'],
    ['a NotOnOrAfter that is no instant', 'NotOnOrAfter="2026-03-01T10:05:00Z"', 'NotOnOrAfter="soon"'],
    ['two NameIDs', '<saml:NameID ', '<saml:NameID>bob</saml:NameID><saml:NameID '],
    ['an element in a SessionIndex', '>s1<', '><x/><'],
    ['more than 1000 SessionIndexes', '<saml:NameID ', `${'<samlp:SessionIndex/>'.repeat(999)}<saml:NameID `],
  ])('refuses %s', (_what, from, to, thenFrom = '', thenTo = '') => {
    const changed = change(good(), from, to);
    const bad = thenFrom === '' ? changed : change(changed, thenFrom, thenTo);
    expect(refusalOf(() => read(bad)).code).toBe('saml.malformed');
  });
});
