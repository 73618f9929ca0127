import { Problem } from '../../http/problem';
import { foldUserName } from '../../principal-names/principal-name';
import { checkLine } from './check-line';
import { type ImportedUser, refusedUser } from './imported-user';
import type { GivenUser } from './plan-batch';
import type { ReadLine } from './read-ndjson';
import type { RefusedLine } from './split-lines';
import { say } from '../../sentences/sentence';

interface CheckedLines {
  readonly users: readonly GivenUser[];
  readonly refused: readonly ImportedUser[];
}

/** The lines of one import: it knows which names it has seen, and on which line. */
export class GivenLines {
  private readonly lineOf = new Map<string, number>();
  private last = 0;

  get lastLine(): number {
    return this.last;
  }

  async check(lines: readonly (ReadLine | RefusedLine)[]): Promise<CheckedLines> {
    const users: GivenUser[] = [];
    const refused: ImportedUser[] = [];
    for (const line of lines) {
      this.last = line.line;
      const checked = 'refused' in line ? line.refused : await this.checkOne(line);
      if (checked instanceof Problem) {
        refused.push(refusedUser(line.line, 'value' in line ? line.value : null, checked));
      } else users.push(checked);
    }
    return { users, refused };
  }

  private async checkOne({ line, value }: ReadLine): Promise<GivenUser | Problem> {
    const given = await checkLine(value);
    if (given instanceof Problem) return given;
    const key = foldUserName(given.userName);
    const first = this.lineOf.get(key);
    if (first !== undefined) return repeated(given.userName, first);
    this.lineOf.set(key, line);
    return { line, key, given };
  }
}

function repeated(userName: string, line: number): Problem {
  return new Problem('conflict', say`A user is named twice.`, {
    errors: [{ field: 'userName', message: say`is named on line ${line} already: ${userName}` }],
  });
}
