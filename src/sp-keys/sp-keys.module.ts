import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { TenantsModule } from '../tenants/tenants.module';
import { CreateSpKey } from './create-sp-key';
import { DeleteSpKey } from './delete-sp-key';
import { MakeSpKey } from './make-sp-key';
import { PromoteSpKey } from './promote-sp-key';
import { SpKeyEntity } from './sp-key.entity';
import { SpKeysController } from './sp-keys.controller';
import { SpKeysRepository } from './sp-keys.repository';
import { SpKeys } from './sp-keys.service';
import { SpMetadataController } from './sp-metadata.controller';

/**
 * Owns the keys by which IdPs know a tenant: made on first use, rotated with an overlap, sealed under the master key; and the SP
 * metadata that publish them. Routes: `/api/v1/tenants/{alias}/sp/keys`, `/saml/{alias}/metadata`. Knows of the tenant what its service
 * says; not the IdP's trust, and not what the keys sign or decrypt.
 */
@Module({
  imports: [TypeOrmModule.forFeature([SpKeyEntity]), AuditModule, TenantsModule],
  controllers: [SpKeysController, SpMetadataController],
  providers: [CreateSpKey, DeleteSpKey, MakeSpKey, PromoteSpKey, SpKeys, SpKeysRepository],
  exports: [CreateSpKey, DeleteSpKey, PromoteSpKey, SpKeys],
})
export class SpKeysModule {}
