import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { TenantsModule } from '../tenants/tenants.module';
import { CreateRamUser } from './create-ram-user';
import { DeleteRamUser } from './delete-ram-user';
import { ExportRamUsersController } from './export/export-ram-users.controller';
import { ImportRamUsers } from './import/import-ram-users';
import { ImportRamUsersController } from './import/import-ram-users.controller';
import { WriteBatch } from './import/write-batch';
import { MatchedUsersRepository } from './matched-users.repository';
import { MatchedUsers } from './matched-users.service';
import { NearUsersRepository } from './near-users.repository';
import { RamUserBatchesRepository } from './ram-user-batches.repository';
import { RamUserEntity } from './ram-user.entity';
import { RamUsersController } from './ram-users.controller';
import { RamUsersRepository } from './ram-users.repository';
import { RamUsersService } from './ram-users.service';
import { UpdateRamUser } from './update-ram-user';

/**
 * Owns the directory of a tenant's RAM users, and how a principal name is read and written. Routes:
 * `/api/v1/tenants/{alias}/users` and `/users/{userName}`. Does not know sessions: they look at the user themselves, and go with
 * him by foreign key; nor the trust that his logins are checked against.
 */
@Module({
  imports: [TypeOrmModule.forFeature([RamUserEntity]), AuditModule, TenantsModule],
  controllers: [ExportRamUsersController, ImportRamUsersController, RamUsersController],
  providers: [
    CreateRamUser,
    DeleteRamUser,
    ImportRamUsers,
    MatchedUsers,
    MatchedUsersRepository,
    NearUsersRepository,
    RamUserBatchesRepository,
    RamUsersRepository,
    RamUsersService,
    UpdateRamUser,
    WriteBatch,
  ],
  exports: [CreateRamUser, DeleteRamUser, ImportRamUsers, MatchedUsers, RamUsersService, UpdateRamUser],
})
export class RamUsersModule {}
