import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Sweeper } from '../database/sweeper';
import { Clock } from '../settings/clock';
import { KeyedAnswers } from '../http/idempotent-route';
import { TenantsModule } from '../tenants/tenants.module';
import { AnswerByKey } from './answer-by-key';
import { AnswerOnce } from './answer-once';
import { IdempotencyKeyEntity } from './idempotency-key.entity';
import { IdempotencyKeysRepository } from './idempotency-keys.repository';

const SWEEP_BATCH = 250;

/**
 * Owns what requests with an `Idempotency-Key` were answered, for a day, so that each is done once. Has no routes: those that create
 * say so with `Idempotent` of `http`, and know nothing of this room; nor does it know them.
 */
@Module({
  imports: [TypeOrmModule.forFeature([IdempotencyKeyEntity]), TenantsModule],
  providers: [AnswerByKey, AnswerOnce, IdempotencyKeysRepository],
})
export class IdempotencyModule implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
    private readonly keys: IdempotencyKeysRepository,
    private readonly keyed: KeyedAnswers,
    private readonly answer: AnswerByKey,
  ) {}

  onModuleInit(): void {
    this.keyed.byKey = (request, reply, key, next) => this.answer.run(request, reply, key, next);
    this.sweeper.register({
      name: 'idempotency-keys',
      run: () => this.keys.deleteExpired(this.clock.now(), SWEEP_BATCH),
    });
  }
}
