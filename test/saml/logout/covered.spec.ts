import { encodePost } from '../../../src/saml/bindings/post';
import { encodeRedirect } from '../../../src/saml/bindings/redirect';
import { checkLogoutRequest } from '../../../src/saml/logout/check-logout';
import type { ReceivedMessage } from '../../../src/saml/logout/require-signed-message';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';
import { IDP, LogoutScene, NOW, SLO } from './logout-scene';

const GOOD = `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_l1" Version="2.0" IssueInstant="2026-03-01T09:59:30Z" Destination="${SLO}"><saml:Issuer>${IDP}</saml:Issuer><saml:NameID>alice@corp.example</saml:NameID></samlp:LogoutRequest>`;
const FORGED = change(GOOD, 'alice@', 'mallory@');

let scene: LogoutScene;

beforeAll(async () => {
  scene = await LogoutScene.open();
});

function check(message: ReceivedMessage) {
  return checkLogoutRequest(message, scene.expected, NOW);
}

function signedQuery(xml: string, relayState?: string): string {
  const message = scene.signed('redirect', 'LogoutRequest', xml, relayState);
  return message.binding === 'redirect' ? message.rawQuery : '';
}

function signedXml(xml: string): string {
  const message = scene.signed('post', 'LogoutRequest', xml);
  return message.binding === 'post' ? Buffer.from(message.field, 'base64').toString() : '';
}

function parameterOf(xml: string): string {
  return encodeURIComponent(encodeRedirect(xml));
}

describe('what a signature of a query covers', () => {
  it('is the message and its RelayState', () => {
    const rawQuery = signedQuery(GOOD, 'a b+c');
    expect(check({ binding: 'redirect', rawQuery }).nameId.value).toBe('alice@corp.example');
    const bad = change(rawQuery, 'a%20b%2Bc', 'a%20b%2Bd');
    expect(refusalOf(() => check({ binding: 'redirect', rawQuery: bad })).code).toBe(
      'saml.signature_invalid',
    );
  });

  it.each([
    [
      'another message',
      (query: string) => query.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${parameterOf(FORGED)}`),
    ],
    ['a RelayState added', (query: string) => `${query}&RelayState=x`],
    ['its octets encoded another way', (query: string) => query.replace('%3A', '%3a')],
    ['no SigAlg', (query: string) => query.replace(/&SigAlg=[^&]*/, '')],
    [
      'SHA-1',
      (query: string) =>
        query.replace(
          /SigAlg=[^&]*/,
          `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`,
        ),
    ],
  ])('is not %s', (_what, bend) => {
    const rawQuery = bend(signedQuery(GOOD));
    expect(refusalOf(() => check({ binding: 'redirect', rawQuery })).code).toBe('saml.signature_invalid');
  });

  it.each([
    ['before', (query: string) => `SAMLRequest=${parameterOf(FORGED)}&${query}`],
    ['behind', (query: string) => `${query}&SAMLRequest=${parameterOf(FORGED)}`],
  ])('is not a second message %s the first', (_where, bend) => {
    const rawQuery = bend(signedQuery(GOOD));
    expect(refusalOf(() => check({ binding: 'redirect', rawQuery })).code).toBe('saml.malformed');
  });

  it('is nothing where the message is missing', () => {
    const rawQuery = signedQuery(GOOD).replace('SAMLRequest=', 'SAMLResponse=');
    expect(refusalOf(() => check({ binding: 'redirect', rawQuery })).code).toBe('saml.malformed');
  });

  it('is not replaced by an enveloped one', () => {
    const rawQuery = `SAMLRequest=${parameterOf(signedXml(GOOD))}`;
    expect(refusalOf(() => check({ binding: 'redirect', rawQuery })).code).toBe('saml.signature_missing');
  });
});

describe('what an enveloped signature covers', () => {
  const NAME = 'alice@corp.example';

  it('is not a name that was changed', () => {
    const field = encodePost(change(signedXml(GOOD), NAME, 'mallory@corp.example'));
    expect(refusalOf(() => check({ binding: 'post', field })).code).toBe('saml.signature_invalid');
  });

  it('is the whole name, whatever comment parts it', () => {
    const field = encodePost(change(signedXml(GOOD), NAME, 'alice@corp<!-- -->.example'));
    expect(check({ binding: 'post', field }).nameId.value).toBe(NAME);
  });

  it.each(['samlp:Extensions', 'saml:Advice'])(
    'is not a forged request around the signed one, in %s',
    (place) => {
      const wrapped = `${change(FORGED, 'ID="_l1"', 'ID="_forged"').replace('</samlp:LogoutRequest>', '')}<${place}>${signedXml(GOOD)}</${place}></samlp:LogoutRequest>`;
      expect(refusalOf(() => check({ binding: 'post', field: encodePost(wrapped) })).code).toBe(
        'saml.signature_missing',
      );
    },
  );

  it('is not a forged request that took the signature over', () => {
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(signedXml(GOOD))?.[0] ?? '';
    const forged = change(FORGED, '<saml:NameID>', `${signature}<saml:NameID>`);
    expect(refusalOf(() => check({ binding: 'post', field: encodePost(forged) })).code).toBe(
      'saml.signature_invalid',
    );
  });
});
