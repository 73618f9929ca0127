import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { TenantsModule } from '../tenants/tenants.module';
import { CreateWebhook } from './create-webhook';
import { DeleteWebhook } from './delete-webhook';
import { DeliveryLimits } from './delivery-limits';
import { PlatformWebhooksController } from './platform-webhooks.controller';
import { RotateWebhookSecret } from './rotate-webhook-secret';
import { SendMessage } from './send-message';
import { TenantWebhooksController } from './tenant-webhooks.controller';
import { TestWebhook } from './test-webhook';
import { UpdateWebhook } from './update-webhook';
import { WebhookSecretEntity } from './webhook-secret.entity';
import { WebhookSecretsRepository } from './webhook-secrets.repository';
import { WebhookSecrets } from './webhook-secrets.service';
import { WebhookEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';
import { Webhooks } from './webhooks.service';

/**
 * Owns who is told of events: the servers that administrators of a tenant or of the platform name, and the secrets that messages to
 * them are signed with. Routes: `/api/v1/tenants/{alias}/webhooks` and `/api/v1/webhooks`. Nobody imports this room, and it does
 * not know the rooms whose events it tells.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([WebhookEntity, WebhookSecretEntity]),
    AuditModule,
    OutgoingModule,
    TenantsModule,
  ],
  controllers: [TenantWebhooksController, PlatformWebhooksController],
  providers: [
    CreateWebhook,
    DeleteWebhook,
    DeliveryLimits,
    RotateWebhookSecret,
    SendMessage,
    TestWebhook,
    UpdateWebhook,
    WebhookSecrets,
    WebhookSecretsRepository,
    Webhooks,
    WebhooksRepository,
  ],
})
export class WebhooksModule {}
