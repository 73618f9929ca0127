import { parseMessage } from '../../../src/saml/messages/parse-message';
import { readResponse } from '../../../src/saml/messages/response';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';

const GOOD = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
  ID="_r1" Version="2.0" IssueInstant="2026-03-01T10:00:00Z" Destination="https://sp.example/acs" InResponseTo="_q1">
  <saml:Issuer>https://idp.example/<!-- a comment -->metadata</saml:Issuer>
  <samlp:Extensions><saml:Assertion ID="_hidden"/></samlp:Extensions>
  <samlp:Status>
    <samlp:StatusCode Value="urn:top"><samlp:StatusCode Value="urn:below"/></samlp:StatusCode>
    <samlp:StatusMessage>All &amp; well</samlp:StatusMessage>
  </samlp:Status>
  <saml:Assertion ID="_a1"/>
  <saml:EncryptedAssertion/>
</samlp:Response>`;

function read(xml: string) {
  return readResponse(parseMessage(xml));
}

describe('readResponse', () => {
  it('reads all that a Response says', () => {
    const { assertions, encryptedAssertions, ...rest } = read(GOOD);
    expect(rest).toEqual({
      id: '_r1',
      issueInstant: new Date('2026-03-01T10:00:00Z'),
      destination: 'https://sp.example/acs',
      inResponseTo: '_q1',
      issuer: 'https://idp.example/metadata',
      status: { codes: ['urn:top', 'urn:below'], message: 'All & well' },
    });
    expect(assertions).toHaveLength(1);
    expect(encryptedAssertions).toHaveLength(1);
  });

  it('takes as assertions the children of the Response alone', () => {
    const [assertion] = read(GOOD).assertions;
    expect(assertion?.attributes.map(({ value }) => value)).toEqual(['_a1']);
  });

  it.each([
    ['Destination', ' Destination="https://sp.example/acs"', 'destination'],
    ['InResponseTo', ' InResponseTo="_q1"', 'inResponseTo'],
    ['Issuer', '<saml:Issuer>https://idp.example/<!-- a comment -->metadata</saml:Issuer>', 'issuer'],
  ] as const)('does without %s', (_what, part, name) => {
    expect(read(change(GOOD, part, ''))[name]).toBeUndefined();
  });

  it.each([
    ['a digit in front', '8e8dc5f6-9a98'],
    ['letters of other scripts', '_Größe.日本-1:2'],
    ['1024 characters', 'x'.repeat(1024)],
    ['1024 characters beyond ASCII', 'ü'.repeat(1024)],
  ])('takes an ID of %s', (_what, id) => {
    expect(read(change(GOOD, 'ID="_r1"', `ID="${id}"`)).id).toBe(id);
  });

  it.each([
    ['another root', '<samlp:Response', '<samlp:Respond', '</samlp:Response>', '</samlp:Respond>'],
    ['all in another namespace', 'SAML:2.0:protocol', 'SAML:1.0:protocol'],
    [
      'the root in another namespace',
      '<samlp:Response ',
      '<x:Response xmlns:x="urn:x" ',
      '</samlp:Response>',
      '</x:Response>',
    ],
    ['an ID of 1025 characters', 'ID="_r1"', `ID="${'ü'.repeat(1025)}"`],
    ['no ID', ' ID="_r1"', ''],
    ['an empty ID', 'ID="_r1"', 'ID=""'],
    ['an ID with a blank', 'ID="_r1"', 'ID="_r 1"'],
    ['no Version', ' Version="2.0"', ''],
    ['Version 1.1', 'Version="2.0"', 'Version="1.1"'],
    ['no IssueInstant', ' IssueInstant="2026-03-01T10:00:00Z"', ''],
    ['an IssueInstant without zone', '10:00:00Z', '10:00:00'],
    ['two Issuers', '<samlp:Status>', '<saml:Issuer/><samlp:Status>'],
    ['an element in the Issuer', '<!-- a comment -->', '<x/>'],
    ['two Statuses', '<samlp:Status>', '<samlp:Status/><samlp:Status>'],
    ['no Value of a StatusCode', ' Value="urn:below"', ''],
    ['an empty Value of a StatusCode', 'Value="urn:top"', 'Value=""'],
    [
      'two top-level StatusCodes',
      '<samlp:StatusMessage>',
      '<samlp:StatusCode Value="x"/><samlp:StatusMessage>',
    ],
  ])('refuses %s', (_what, from, to, thenFrom = '', thenTo = '') => {
    const changed = change(GOOD, from, to);
    const bad = thenFrom === '' ? changed : change(changed, thenFrom, thenTo);
    expect(refusalOf(() => read(bad)).code).toBe('saml.malformed');
  });

  it('refuses a Response without Status', () => {
    const bad = GOOD.replace(/<samlp:Status>[\s\S]*<\/samlp:Status>/, '');
    expect(refusalOf(() => read(bad)).code).toBe('saml.malformed');
  });

  it.each([
    [' ID="_r1"', '', 'ID on <Response>', 'no such attribute'],
    ['ID="_r1"', 'ID=""', 'ID on <Response>', 'an empty one'],
    ['ID="_r1"', 'ID="_r 1"', 'an ID on <Response> that is an xs:ID', 'ID _r 1'],
    ['Version="2.0"', 'Version="1.1"', 'Version 2.0 on <Response>', 'Version 1.1'],
    [
      '10:00:00Z',
      '10:00:00',
      'IssueInstant on <Response> as an xs:dateTime in UTC',
      'IssueInstant 2026-03-01T10:00:00',
    ],
  ])('tells of %j that became %j', (from, to, expected, actual) => {
    expect(refusalOf(() => read(change(GOOD, from, to)))).toMatchObject({ expected, actual });
  });

  it('tells which element of which namespace came instead', () => {
    expect(refusalOf(() => read('<a/>')).actual).toBe('<a> of namespace (none)');
    expect(refusalOf(() => read('<Response xmlns="urn:x"/>')).actual).toBe('<Response> of namespace urn:x');
  });

  it('tells what was expected and what came', () => {
    const { expected, actual, hint } = refusalOf(() => read(change(GOOD, 'Version="2.0"', 'Version="1.1"')));
    expect(expected).toContain('2.0');
    expect(actual).toContain('1.1');
    expect(hint).not.toBe('');
  });
});

describe('parseMessage', () => {
  it.each([
    ['no XML', 'hello'],
    ['a document type', '<!DOCTYPE x><x/>'],
    ['a CDATA section', '<x><![CDATA[y]]></x>'],
    ['a processing instruction', '<?php x?><x/>'],
    ['two roots', '<x/><y/>'],
    ['a prefix that is not declared', '<a:x/>'],
  ])('refuses %s', (_what, xml) => {
    expect(refusalOf(() => parseMessage(xml)).code).toBe('saml.malformed');
  });
});
