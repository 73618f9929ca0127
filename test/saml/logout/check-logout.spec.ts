import { checkLogoutRequest, checkLogoutResponse } from '../../../src/saml/logout/check-logout';
import type { ReceivedMessage } from '../../../src/saml/logout/require-signed-message';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';
import { type Binding, IDP, LogoutScene, NOW, SLO, unsigned } from './logout-scene';

const BINDINGS: readonly Binding[] = ['redirect', 'post'];
const NAMESPACES =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const HEAD = `${NAMESPACES} ID="_l1" Version="2.0" IssueInstant="2026-03-01T09:59:30Z" Destination="${SLO}"`;
const REQUEST = `<samlp:LogoutRequest ${HEAD} NotOnOrAfter="2026-03-01T10:05:00Z"><saml:Issuer>${IDP}</saml:Issuer><saml:NameID Format="urn:format" NameQualifier="q"> alice@corp.example </saml:NameID><samlp:SessionIndex>s1</samlp:SessionIndex><samlp:SessionIndex>s2</samlp:SessionIndex></samlp:LogoutRequest>`;
const RESPONSE = `<samlp:LogoutResponse ${HEAD} InResponseTo="_q1"><saml:Issuer>${IDP}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:ok"/></samlp:Status></samlp:LogoutResponse>`;

let scene: LogoutScene;
let stranger: LogoutScene;

beforeAll(async () => {
  [scene, stranger] = await Promise.all([LogoutScene.open(), LogoutScene.open()]);
});

function checkRequest(message: ReceivedMessage) {
  return checkLogoutRequest(message, scene.expected, NOW);
}

function checkResponse(message: ReceivedMessage) {
  return checkLogoutResponse(message, scene.expected, NOW);
}

describe.each(BINDINGS)('a LogoutRequest by %s', (binding) => {
  function refused(xml: string): string {
    return refusalOf(() => checkRequest(scene.signed(binding, 'LogoutRequest', xml))).code;
  }

  it('says whose sessions end', () => {
    expect(checkRequest(scene.signed(binding, 'LogoutRequest', REQUEST))).toEqual({
      id: '_l1',
      nameId: {
        value: 'alice@corp.example',
        format: 'urn:format',
        nameQualifier: 'q',
        spNameQualifier: undefined,
      },
      sessionIndexes: ['s1', 's2'],
      issueInstant: new Date('2026-03-01T09:59:30Z'),
    });
  });

  it.each([
    [
      'no SessionIndex',
      '<samlp:SessionIndex>s1</samlp:SessionIndex><samlp:SessionIndex>s2</samlp:SessionIndex>',
      '',
    ],
    ['no NotOnOrAfter', ' NotOnOrAfter="2026-03-01T10:05:00Z"', ''],
    ['a NotOnOrAfter that passed within the skew', '2026-03-01T10:05:00Z', '2026-03-01T09:59:01Z'],
    ['an IssueInstant ahead within the skew', '2026-03-01T09:59:30Z', '2026-03-01T10:01:00Z'],
    ['an old IssueInstant before a NotOnOrAfter to come', '2026-03-01T09:59:30Z', '2026-03-01T08:00:00Z'],
  ])('may come with %s', (_what, from, to) => {
    const message = scene.signed(binding, 'LogoutRequest', change(REQUEST, from, to));
    expect(checkRequest(message).nameId.value).toBe('alice@corp.example');
  });

  it.each([
    ['another Issuer', IDP, 'https://other.example', 'saml.issuer_mismatch'],
    ['no Issuer', `<saml:Issuer>${IDP}</saml:Issuer>`, '<saml:Issuer/>', 'saml.issuer_mismatch'],
    ['another Destination', SLO, `${SLO}/`, 'saml.destination_mismatch'],
    ['no Destination', ` Destination="${SLO}"`, '', 'saml.destination_mismatch'],
    ['a NotOnOrAfter that passed', '2026-03-01T10:05:00Z', '2026-03-01T09:59:00Z', 'saml.expired'],
    ['an IssueInstant to come', '2026-03-01T09:59:30Z', '2026-03-01T10:01:01Z', 'saml.not_yet_valid'],
    ['an empty NameID', ' alice@corp.example ', ' ', 'saml.nameid_missing'],
    ['an EncryptedID', /<saml:NameID.*<\/saml:NameID>/, '<saml:EncryptedID/>', 'saml.malformed'],
    ['no name at all', /<saml:NameID.*<\/saml:NameID>/, '', 'saml.nameid_missing'],
    ['two names', '<saml:NameID ', '<saml:NameID>bob</saml:NameID><saml:NameID ', 'saml.malformed'],
    ['another version', 'Version="2.0"', 'Version="1.1"', 'saml.malformed'],
  ])('is refused with %s', (_what, from, to, code) => {
    const bad = typeof from === 'string' ? change(REQUEST, from, to) : REQUEST.replace(from, to);
    expect(refused(bad)).toBe(code);
  });

  it('is refused without NotOnOrAfter when it was long on its way', () => {
    const timeless = change(REQUEST, ' NotOnOrAfter="2026-03-01T10:05:00Z"', '');
    expect(refused(change(timeless, '2026-03-01T09:59:30Z', '2026-03-01T09:48:59Z'))).toBe('saml.expired');
  });

  it('asks nothing unsigned', () => {
    expect(refusalOf(() => checkRequest(unsigned(binding, 'LogoutRequest', REQUEST))).code).toBe(
      'saml.signature_missing',
    );
  });

  it('asks nothing with a key that is not trusted', () => {
    const message = stranger.signed(binding, 'LogoutRequest', REQUEST);
    expect(refusalOf(() => checkRequest(message)).code).toBe('saml.signature_invalid');
  });

  it('asks nothing where no key is trusted', () => {
    const expected = { ...scene.expected, keys: [] };
    const message = scene.signed(binding, 'LogoutRequest', REQUEST);
    expect(refusalOf(() => checkLogoutRequest(message, expected, NOW)).code).toBe('saml.signature_invalid');
  });

  it('is no LogoutResponse', () => {
    const message = unsigned(binding, 'LogoutRequest', RESPONSE);
    expect(refusalOf(() => checkRequest(message)).code).toBe('saml.malformed');
  });
});

describe.each(BINDINGS)('a LogoutResponse by %s', (binding) => {
  it('says what it answers, and how it went', () => {
    expect(checkResponse(scene.signed(binding, 'LogoutResponse', RESPONSE))).toEqual({
      id: '_l1',
      inResponseTo: '_q1',
      statusCodes: ['urn:ok'],
    });
  });

  it.each([
    ['another Issuer', IDP, 'https://other.example', 'saml.issuer_mismatch'],
    ['another Destination', SLO, 'https://sp.example/saml/other/slo', 'saml.destination_mismatch'],
    ['an old IssueInstant', '2026-03-01T09:59:30Z', '2026-03-01T09:48:59Z', 'saml.expired'],
    ['an IssueInstant to come', '2026-03-01T09:59:30Z', '2026-03-01T10:01:01Z', 'saml.not_yet_valid'],
    ['no Status', /<samlp:Status>.*<\/samlp:Status>/, '', 'saml.malformed'],
  ])('is refused with %s', (_what, from, to, code) => {
    const bad = typeof from === 'string' ? change(RESPONSE, from, to) : RESPONSE.replace(from, to);
    const message = scene.signed(binding, 'LogoutResponse', bad);
    expect(refusalOf(() => checkResponse(message)).code).toBe(code);
  });

  it('is not believed unsigned', () => {
    const message = unsigned(binding, 'LogoutResponse', RESPONSE);
    expect(refusalOf(() => checkResponse(message)).code).toBe('saml.signature_missing');
  });

  it('is not believed with a key that is not trusted', () => {
    const message = stranger.signed(binding, 'LogoutResponse', RESPONSE);
    expect(refusalOf(() => checkResponse(message)).code).toBe('saml.signature_invalid');
  });
});
