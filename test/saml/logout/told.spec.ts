import { checkLogoutRequest } from '../../../src/saml/logout/check-logout';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';
import { IDP, LogoutScene, NOW, SLO } from './logout-scene';

const END = ' NotOnOrAfter="2026-03-01T10:05:00Z"';
const ISSUER = `<saml:Issuer>${IDP}</saml:Issuer>`;
const NAME = '<saml:NameID>alice@corp.example</saml:NameID>';
const REQUEST = `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_l1" Version="2.0" IssueInstant="2026-03-01T09:59:30Z" Destination="${SLO}"${END}>${ISSUER}${NAME}</samlp:LogoutRequest>`;

let scene: LogoutScene;

beforeAll(async () => {
  scene = await LogoutScene.open();
});

function check(xml: string) {
  return checkLogoutRequest(scene.signed('redirect', 'LogoutRequest', xml), scene.expected, NOW);
}

describe('of a LogoutRequest the administrator is told', () => {
  it.each([
    ['another Issuer', ISSUER, '<saml:Issuer>urn:x</saml:Issuer>', `Issuer ${IDP}`, 'Issuer urn:x'],
    ['no Issuer', ISSUER, '', `Issuer ${IDP}`, 'no Issuer'],
    ['another Destination', SLO, 'urn:x', `Destination ${SLO}`, 'Destination urn:x'],
    [
      'no Destination',
      ` Destination="${SLO}"`,
      '',
      `Destination ${SLO}`,
      'a signed message without Destination',
    ],
    ['no name', NAME, '', 'a NameID of the form <userName>@<domain>', 'none'],
    [
      'an empty name',
      'alice@corp.example',
      ' ',
      'a NameID of the form <userName>@<domain>',
      'an empty NameID',
    ],
    [
      'a name that it may not encrypt',
      NAME,
      '<saml:EncryptedID/>',
      'a plain NameID, since saml.assertionEncryption is off',
      'an EncryptedID',
    ],
    [
      'an IssueInstant to come, and the time',
      '2026-03-01T09:59:30Z',
      '2026-03-01T10:01:01Z',
      'a time from IssueInstant 2026-03-01T10:01:01Z on',
      '2026-03-01T10:00:00Z',
    ],
    [
      'a NotOnOrAfter that passed, and the time',
      '2026-03-01T10:05:00Z',
      '2026-03-01T09:59:00Z',
      'a time before NotOnOrAfter 2026-03-01T09:59:00Z',
      '2026-03-01T10:00:00Z',
    ],
  ])('%s', (_what, from, to, expected, actual) => {
    expect(refusalOf(() => check(change(REQUEST, from, to)))).toMatchObject({ expected, actual });
  });
});

describe('without NotOnOrAfter a LogoutRequest', () => {
  const issuedAt = (instant: string) => change(change(REQUEST, END, ''), '2026-03-01T09:59:30Z', instant);

  it('may be on its way for ten minutes and the skew', () => {
    expect(check(issuedAt('2026-03-01T09:49:01Z')).id).toBe('_l1');
  });

  it('is too late from then on, and the administrator is told so', () => {
    expect(refusalOf(() => check(issuedAt('2026-03-01T09:49:00Z')))).toMatchObject({
      code: 'saml.expired',
      expected: 'a time before 600 s after IssueInstant, 2026-03-01T09:59:00Z',
      actual: '2026-03-01T10:00:00Z',
    });
  });
});
