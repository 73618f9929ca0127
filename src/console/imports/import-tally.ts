import type { ImportedUser, ImportResult } from '../../ram-users/import/imported-user';

const MOST_SHOWN = 200;

/** What became of the lines of an import up to now. */
export class ImportTally {
  readonly counts: Record<ImportResult, number> = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  /** The first of them. */
  readonly refused: ImportedUser[] = [];
  lastLine = 0;

  add(answers: readonly ImportedUser[]): void {
    for (const answer of answers) {
      this.counts[answer.result] += 1;
      this.lastLine = answer.line;
      if (answer.result === 'refused' && this.refused.length < MOST_SHOWN) this.refused.push(answer);
    }
  }
}
