import { sealedAuditKeys } from './audit-seals/sealed-audit-keys';
import type { SealedStore } from './database/sealed-store';
import { sealedAnswers } from './idempotency/sealed-answers';
import { sealedRefusedLogins } from './saml-login/refused-login/sealed-refused-logins';
import { sealedTestReports } from './saml-login/test-login/sealed-test-reports';
import { sealedSpKeys } from './sp-keys/sealed-sp-keys';
import { sealedWebhookSecrets } from './webhooks/sealed-webhook-secrets';

/** Everything that is sealed under the master key, of all rooms. */
export const SEALED_STORES: readonly SealedStore[] = [
  sealedRefusedLogins,
  sealedTestReports,
  sealedSpKeys,
  sealedWebhookSecrets,
  sealedAnswers,
  sealedAuditKeys,
];
