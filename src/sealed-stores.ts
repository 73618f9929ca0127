import type { DataSource } from 'typeorm';
import { SealedAuditKeys } from './audit-seals/sealed-audit-keys.repository';
import { SealedAnswers } from './idempotency/sealed-answers.repository';
import { SealedRefusedLogins } from './saml-login/refused-login/sealed-refused-logins.repository';
import { SealedSpKeys } from './sp-keys/sealed-sp-keys';
import { SealedTestReports } from './saml-login/test-login/sealed-test-reports.repository';
import type { SealedStore } from './tenants/sealed-store';
import { SealedWebhookSecrets } from './webhooks/sealed-webhook-secrets';

/** Everything that is sealed under the master key, of all rooms. */
export function sealedStores(dataSource: DataSource): SealedStore[] {
  return [
    new SealedRefusedLogins(),
    new SealedTestReports(),
    new SealedSpKeys(dataSource),
    new SealedWebhookSecrets(dataSource),
    new SealedAnswers(),
    new SealedAuditKeys(),
  ];
}
