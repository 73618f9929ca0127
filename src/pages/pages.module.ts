import { Module } from '@nestjs/common';
import { SessionsModule } from '../sessions/sessions.module';
import { TenantsModule } from '../tenants/tenants.module';
import { ConsoleController } from './console.controller';
import { IconController } from './icon.controller';
import { LoginAddress } from './login-address';
import { SignInController } from './sign-in.controller';

/**
 * Owns what a person sees outside a login: the sign-in page and the signed-out one (`GET /`), the landing page (`GET /console`), the
 * icon, and the words of every refusal. It asks `tenants` where a logon name signs in and `sessions` who is here; it knows nothing
 * of SAML, of trust or of the directory, and leaves login and logout to `saml-login` by redirecting to its addresses.
 */
@Module({
  imports: [TenantsModule, SessionsModule],
  controllers: [SignInController, ConsoleController, IconController],
  providers: [LoginAddress],
})
export class PagesModule {}
