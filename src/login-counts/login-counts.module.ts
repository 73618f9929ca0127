import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Sweeper } from '../database/sweeper';
import { Clock } from '../settings/clock';
import { LoginCountEntity } from './login-count.entity';
import { LoginCountsRepository } from './login-counts.repository';
import { PlatformLoginCountEntity } from './platform-login-count.entity';
import { dayOf, LoginCounts } from './login-counts.service';

const KEPT_DAYS = 90;
const SWEEP_BATCH = 250;

/**
 * Owns how a tenant's logins went, and those of all tenants, and what they were like, as counts a day: outcomes, the IdP's clock, algorithms, keys, where the
 * signature was, bindings and NameID formats. No routes. It is told by the login what to count, and knows no user, no session
 * and no trust.
 */
@Module({
  imports: [TypeOrmModule.forFeature([LoginCountEntity, PlatformLoginCountEntity])],
  providers: [LoginCounts, LoginCountsRepository],
  exports: [LoginCounts],
})
export class LoginCountsModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly repository: LoginCountsRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({
      name: 'login-counts',
      run: () => this.repository.deleteBefore(this.oldestDay(), SWEEP_BATCH),
    });
    this.sweeper.register({
      name: 'platform-login-counts',
      run: () => this.repository.deletePlatformBefore(this.oldestDay(), SWEEP_BATCH),
    });
  }

  private oldestDay(): string {
    return dayOf(new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000));
  }
}
