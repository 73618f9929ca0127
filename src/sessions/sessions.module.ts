import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { EndUserSessions } from './end-user-sessions';
import { SessionController } from './session.controller';
import { SessionEntity } from './session.entity';
import { SessionsController } from './sessions.controller';
import { SessionsRepository } from './sessions.repository';
import { SessionsService } from './sessions.service';

const SWEEP_BATCH = 250;

/**
 * Owns who is signed in: the cookie, the look-up that every request of a browser makes, and the end of sessions. Routes: `/session`,
 * `/api/v1/tenants/{alias}/sessions`, `/api/v1/tenants/{alias}/users/{userName}/sessions`. Opens none: the statement that decides a
 * login does. Knows users by their rows alone, not the room that keeps them.
 */
@Module({
  imports: [TypeOrmModule.forFeature([SessionEntity]), AuditModule],
  controllers: [SessionController, SessionsController],
  providers: [EndUserSessions, SessionsRepository, SessionsService],
  exports: [EndUserSessions, SessionsService],
})
export class SessionsModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly sessions: SessionsRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'sessions', run: () => this.sessions.deleteExpired(SWEEP_BATCH) });
  }
}
