import {
  type LogoutResponse,
  readLogoutResponse,
  writeLogoutResponse,
} from '../../../src/saml/messages/logout-response';
import { parseMessage } from '../../../src/saml/messages/parse-message';
import { STATUS_SUCCESS } from '../../../src/saml/names';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';

const RESPONSE: LogoutResponse = {
  id: '_l2',
  issueInstant: new Date('2026-03-01T10:00:00Z'),
  destination: 'https://idp.example/slo?a=1&b=2',
  issuer: 'https://sp.example/metadata',
  inResponseTo: '_l1',
  statusCodes: [STATUS_SUCCESS, 'urn:below'],
};

const good = () => writeLogoutResponse(RESPONSE);

function read(xml: string) {
  return readLogoutResponse(parseMessage(xml));
}

describe('LogoutResponse', () => {
  it('reads back what it wrote', () => {
    const { statusCodes, ...rest } = RESPONSE;
    expect(read(good())).toEqual({
      ...rest,
      status: { codes: statusCodes, message: undefined },
    });
  });

  it('writes one code without any below', () => {
    expect(read(writeLogoutResponse({ ...RESPONSE, statusCodes: [STATUS_SUCCESS] })).status.codes).toEqual([
      STATUS_SUCCESS,
    ]);
  });

  it.each([
    ['no ID', ' ID="_l2"', ''],
    ['no IssueInstant', ' IssueInstant="2026-03-01T10:00:00Z"', ''],
    ['no Value of the code', ' Value="urn:below"', ''],
    ['two Statuses', '<samlp:Status>', '<samlp:Status/><samlp:Status>'],
  ])('refuses %s', (_what, from, to) => {
    expect(refusalOf(() => read(change(good(), from, to))).code).toBe('saml.malformed');
  });

  it('refuses a LogoutRequest in its place', () => {
    const request = '<LogoutRequest xmlns="urn:oasis:names:tc:SAML:2.0:protocol"/>';
    expect(refusalOf(() => read(request)).code).toBe('saml.malformed');
  });
});
