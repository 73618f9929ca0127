import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../database/sweeper';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { type ImportOptions, ImportRamUsers } from '../../ram-users/import/import-ram-users';
import type { ImportedUser } from '../../ram-users/import/imported-user';
import { lineProblem } from '../../ram-users/import/line-problem';
import type { ImportLines } from '../../ram-users/import/open-import';
import { Clock } from '../../settings/clock';
import { ImportTally } from '../imports/import-tally';
import { openList } from '../imports/read-list';
import type { ConsoleViewer } from '../session/standing';
import { UserDraftsRepository } from './user-drafts.repository';
import { say } from '../../sentences/sentence';

const KEPT_MS = 3600_000;
const SWEEP_BATCH = 20;

/** Lists of users as CSV: kept for an hour, so that they can be looked at and imported without being sent again. */
@Injectable()
export class UserLists implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly drafts: UserDraftsRepository,
    private readonly importUsers: ImportRamUsers,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({
      name: 'console-user-drafts',
      run: () => this.drafts.deleteBefore(this.keptSince(), SWEEP_BATCH),
    });
  }

  /** Throws `request.invalid` where it is no list of users at all. */
  async keep({ id: tenantId }: TenantRef, { sessionId }: ConsoleViewer, csv: Buffer): Promise<void> {
    await openList('csv', csv);
    await this.drafts.put({ tenantId, sessionId, csv, createdAt: this.clock.now() });
  }

  /** Null where none was given within the hour. */
  find({ id }: TenantRef, { sessionId }: ConsoleViewer): Promise<Buffer | null> {
    return this.drafts.find(id, sessionId, this.keptSince());
  }

  drop({ id }: TenantRef, { sessionId }: ConsoleViewer): Promise<void> {
    return this.drafts.delete(id, sessionId);
  }

  /** What the import would do; nothing is written. */
  async preview(tenant: TenantRef, csv: Buffer, context: RequestContext): Promise<ImportTally> {
    const tally = new ImportTally();
    for await (const answers of this.run(tenant, csv, { isDryRun: true }, context)) tally.add(answers);
    return tally;
  }

  /** As `ImportRamUsers` does, but that it gives and takes no role in the console, and changes nobody who has one. */
  async *run(
    tenant: TenantRef,
    csv: Buffer,
    options: Pick<ImportOptions, 'isDryRun'>,
    context: RequestContext,
  ): AsyncGenerator<readonly ImportedUser[]> {
    const lines = withoutRoles(await openList('csv', csv));
    yield* this.importUsers.run(tenant, lines, { ...options, leavesAdministrators: true }, context);
  }

  private keptSince(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MS);
  }
}

/** A set-up gives no role in the console, whoever does it: those are given one by one. */
async function* withoutRoles(lines: ImportLines): ImportLines {
  for await (const some of lines)
    yield some.map((line) =>
      'value' in line && givesRole(line.value) ? { line: line.line, refused: NO_ROLE } : line,
    );
}

function givesRole(value: object): boolean {
  const { consoleRole } = value as { readonly consoleRole?: unknown };
  return consoleRole !== undefined && consoleRole !== null && consoleRole !== '' && consoleRole !== 'none';
}

const NO_ROLE: Problem = lineProblem(
  'auth.forbidden',
  say`A role in the console is given on the page of the user, and by no list in the set-up: leave consoleRole out.`,
);
