import { Injectable } from '@nestjs/common';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { GivenLines } from './given-lines';
import { BATCH_LINES } from './import-limits';
import { type ImportedUser, refusedUser } from './imported-user';
import type { ImportLines } from './open-import';
import type { GivenUser, PlanOptions } from './plan-batch';
import { WriteBatch } from './write-batch';

export interface ImportOptions extends PlanOptions {
  /** Answers as otherwise, and writes nothing. */
  readonly isDryRun: boolean;
}

@Injectable()
export class ImportRamUsers {
  constructor(private readonly batch: WriteBatch) {}

  /**
   * Makes and changes users, a batch of lines in a transaction, and answers the lines once it is committed, in their order. What is wrong
   * with a line is that line's answer; where no more can be read, one last answer says why. Throws only where the database fails: all
   * that was answered by then is written, what was not may be or not.
   */
  async *run(
    tenant: TenantRef,
    lines: ImportLines,
    { isDryRun, ...options }: ImportOptions,
    context: RequestContext,
  ): AsyncGenerator<readonly ImportedUser[]> {
    const given = new GivenLines();
    const write = (users: readonly GivenUser[]) =>
      isDryRun
        ? this.batch.preview(tenant, users, options)
        : this.batch.write(tenant, users, { ...options, context });
    try {
      for await (const some of lines) {
        for (let start = 0; start < some.length; start += BATCH_LINES) {
          const { users, refused } = await given.check(some.slice(start, start + BATCH_LINES));
          const written = users.length > 0 ? await write(users) : [];
          yield [...refused, ...written].sort((a, b) => a.line - b.line);
        }
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      yield [refusedUser(given.lastLine + 1, null, error)];
    }
  }
}
