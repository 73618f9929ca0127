import {
  API_TOKEN,
  AUDIT_EVENT,
  DELIVERY,
  SESSION,
  SP_KEY,
  TENANT,
  TRUST,
  TRUST_VERSION,
  USER,
  WEBHOOK,
} from '../../src/cli/nouns/views';
import { REFUSED_LOGIN } from '../../src/cli/nouns/login';
import { UNMATCHED_PERSON } from '../../src/cli/nouns/unmatched-people';
import { SETUP_LINK } from '../../src/cli/nouns/setup-links';
import { startApp, type TestApp } from '../support/app';

describe('what CSV has of a kind of thing', () => {
  let app: TestApp;
  let schemas: Record<string, { readonly properties: object }>;
  beforeAll(async () => {
    app = await startApp();
    const { body } = await app.request('GET', '/openapi.json');
    ({ schemas } = (body as { components: { schemas: typeof schemas } }).components);
  });
  afterAll(() => app.close());

  it.each([
    ['TenantDto', TENANT],
    ['RamUserDto', USER],
    ['IdpTrustDto', TRUST],
    ['TrustVersionDto', TRUST_VERSION],
    ['SessionDto', SESSION],
    ['ApiTokenDto', API_TOKEN],
    ['SpKeyDto', SP_KEY],
    ['AuditEventDto', AUDIT_EVENT],
    ['SetupLinkDto', SETUP_LINK],
    ['RefusedLoginDto', REFUSED_LOGIN],
    ['UnmatchedPersonDto', UNMATCHED_PERSON],
    ['WebhookDto', WEBHOOK],
    ['WebhookDeliveryDto', DELIVERY],
  ])('is all that the API answers: %s', (name, { fields }) => {
    expect([...fields].sort()).toEqual(Object.keys(schemas[name]?.properties ?? {}).sort());
  });
});
