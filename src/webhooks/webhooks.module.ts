import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { Clock } from '../settings/clock';
import { TenantsModule } from '../tenants/tenants.module';
import { CreateWebhook } from './create-webhook';
import { DeleteWebhook } from './delete-webhook';
import { DeliverNext } from './deliver-next';
import { DeliverWebhooks } from './deliver-webhooks';
import { DeliveringWebhooksRepository } from './delivering-webhooks.repository';
import { DeliveryLimits } from './delivery-limits';
import { PlatformDeliveriesController } from './platform-deliveries.controller';
import { PlatformWebhooksController } from './platform-webhooks.controller';
import { RecordAttempt } from './record-attempt';
import { RotateWebhookSecret } from './rotate-webhook-secret';
import { SendMessage } from './send-message';
import { TellWebhooks } from './tell-webhooks';
import { TenantDeliveriesController } from './tenant-deliveries.controller';
import { TenantWebhooksController } from './tenant-webhooks.controller';
import { TestWebhook } from './test-webhook';
import { UpdateWebhook } from './update-webhook';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { WebhookDeliveries } from './webhook-deliveries.service';
import { WebhookDeliveryEntity } from './webhook-delivery.entity';
import { WebhookSecretEntity } from './webhook-secret.entity';
import { WebhookSecretsRepository } from './webhook-secrets.repository';
import { WebhookSecrets } from './webhook-secrets.service';
import { WebhookEntity } from './webhook.entity';
import { WebhooksRepository } from './webhooks.repository';
import { Webhooks } from './webhooks.service';

const KEPT_MS = 7 * 24 * 3600_000;
const SWEEP_BATCH = 250;

/**
 * Owns who is told of events: the servers that administrators of a tenant or of the platform name, and the secrets that messages to
 * them are signed with; what is to be sent, written with the event itself, and sending it. Routes: `/api/v1/tenants/{alias}/webhooks` and `/api/v1/webhooks`. Nobody imports this room, and it does
 * not know the rooms whose events it tells.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([WebhookEntity, WebhookSecretEntity, WebhookDeliveryEntity]),
    AuditModule,
    OutgoingModule,
    TenantsModule,
  ],
  controllers: [
    TenantWebhooksController,
    TenantDeliveriesController,
    PlatformWebhooksController,
    PlatformDeliveriesController,
  ],
  providers: [
    CreateWebhook,
    DeleteWebhook,
    DeliveringWebhooksRepository,
    DeliverNext,
    DeliverWebhooks,
    DeliveryLimits,
    RecordAttempt,
    RotateWebhookSecret,
    SendMessage,
    TellWebhooks,
    TestWebhook,
    UpdateWebhook,
    WebhookDeliveries,
    WebhookDeliveriesRepository,
    WebhookSecrets,
    WebhookSecretsRepository,
    Webhooks,
    WebhooksRepository,
  ],
  exports: [
    CreateWebhook,
    DeleteWebhook,
    RotateWebhookSecret,
    TestWebhook,
    UpdateWebhook,
    WebhookDeliveries,
    Webhooks,
  ],
})
export class WebhooksModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly deliver: DeliverWebhooks,
    private readonly deliveries: WebhookDeliveriesRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'webhooks', isSlow: true, run: () => this.deliver.run() });
    this.sweeper.register({ name: 'webhook-deliveries', run: () => this.deleteOld() });
  }

  private deleteOld(): Promise<number> {
    return this.deliveries.deleteOld(new Date(this.clock.now().getTime() - KEPT_MS), SWEEP_BATCH);
  }
}
