import { Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { Admission, openToNobody } from '../http/admission';
import { TenantsModule } from '../tenants/tenants.module';
import { AccessGuard } from './access.guard';
import { AdmitCaller } from './admit-caller';
import { ApiTokenEntity } from './api-token.entity';
import { ApiTokensController } from './api-tokens.controller';
import { ApiTokens } from './api-tokens.service';
import { ApiTokensRepository } from './api-tokens.repository';
import { Authenticate } from './authenticate';
import { CreateApiToken } from './create-api-token';
import { DeleteApiToken } from './delete-api-token';
import { TokenCallers } from './token-callers';
import { TokenUses } from './token-uses';
import { UnroutedGuard } from './unrouted-guard';

/**
 * Who may call what: API tokens, their roles, and the one guard in front of every route, which also finds the tenant of a path's
 * `{alias}`. Routes: `/api/v1/api-tokens`. Nobody imports this room but the console, which opens sessions by tokens: routes say what
 * they ask for with `@Requires` and `@Public` of `http`. Knows tenants and the audit trail, and nothing of what the routes behind the
 * guard do.
 */
@Module({
  imports: [TypeOrmModule.forFeature([ApiTokenEntity]), AuditModule, TenantsModule],
  controllers: [ApiTokensController],
  providers: [
    AdmitCaller,
    ApiTokens,
    ApiTokensRepository,
    Authenticate,
    CreateApiToken,
    DeleteApiToken,
    TokenCallers,
    TokenUses,
    UnroutedGuard,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [ApiTokens, CreateApiToken, DeleteApiToken, TokenCallers],
})
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly admission: Admission,
    private readonly admit: AdmitCaller,
  ) {}

  onModuleInit(): void {
    this.admission.use('/api', async (request) => {
      const { requires } = request.routeOptions.config;
      if (!requires) throw openToNobody();
      await this.admit.run(request, requires);
    });
  }
}
