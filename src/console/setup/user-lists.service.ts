import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../../database/sweeper';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { ImportRamUsers } from '../../ram-users/import/import-ram-users';
import type { ImportedUser, ImportResult } from '../../ram-users/import/imported-user';
import { lineProblem } from '../../ram-users/import/line-problem';
import { type ImportLines, openImport } from '../../ram-users/import/open-import';
import { Clock } from '../../settings/clock';
import type { ConsoleViewer } from '../session/standing';
import { UserDraftsRepository } from './user-drafts.repository';

const KEPT_MS = 3600_000;
const SWEEP_BATCH = 20;
const CHUNK_BYTES = 64 * 1024;
/** So many lines that are not right are named. */
const NAMED = 200;

/** What became, or would become, of a list's lines. */
export interface ImportTally {
  readonly counts: Readonly<Record<ImportResult, number>>;
  /** The first of the refused. */
  readonly refused: readonly ImportedUser[];
  readonly lines: number;
}

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
    await readLines(csv);
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
    let last = EMPTY;
    for await (const tally of this.run(tenant, csv, { isDryRun: true, context })) last = tally;
    return last;
  }

  /** Imports, and tells after each batch how far it is. What it told is written, whatever comes next. */
  async *run(
    tenant: TenantRef,
    csv: Buffer,
    { isDryRun, context }: { readonly isDryRun: boolean; readonly context: RequestContext },
  ): AsyncGenerator<ImportTally> {
    let tally = EMPTY;
    const lines = withoutRoles(await readLines(csv));
    for await (const batch of this.importUsers.run(tenant, lines, { isDryRun }, context)) {
      tally = batch.reduce(count, tally);
      yield tally;
    }
  }

  private keptSince(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MS);
  }
}

const EMPTY: ImportTally = {
  counts: { created: 0, updated: 0, unchanged: 0, refused: 0 },
  refused: [],
  lines: 0,
};

function count({ counts, refused, lines }: ImportTally, user: ImportedUser): ImportTally {
  const isNamed = user.result === 'refused' && refused.length < NAMED;
  return {
    counts: { ...counts, [user.result]: counts[user.result] + 1 },
    refused: isNamed ? [...refused, user] : refused,
    lines: lines + 1,
  };
}

function readLines(csv: Buffer): Promise<ImportLines> {
  return openImport('csv', chunksOf(csv));
}

// eslint-disable-next-line @typescript-eslint/require-await -- what reads it waits
async function* chunksOf(csv: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < csv.length; start += CHUNK_BYTES)
    yield csv.subarray(start, start + CHUNK_BYTES);
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
  'A role in the console is given on the page of the user, and by no list in the set-up: leave consoleRole out.',
);
