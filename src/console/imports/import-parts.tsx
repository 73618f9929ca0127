import type { ComponentChildren } from 'preact';
import type { ImportedUser } from '../../ram-users/import/imported-user';
import type { Screen } from '../screen/screen';
import { ImportTally } from './import-tally';
import { countLines } from './read-list';

export interface ShownImport {
  readonly screen: Screen;
  readonly content: Buffer;
  readonly answers: AsyncIterable<readonly ImportedUser[]>;
  /** The last part, once all is done. */
  readonly end: (tally: ImportTally) => ComponentChildren | Promise<ComponentChildren>;
}

/** How far an import is, again and again while it runs, and then what became of it. */
export async function* importParts(shown: ShownImport): AsyncGenerator<ComponentChildren> {
  const { screen, content, answers, end } = shown;
  const tally = new ImportTally();
  const all = countLines(content);
  yield <Progress screen={screen} done={0} all={all} />;
  for await (const some of answers) {
    tally.add(some);
    yield <Progress screen={screen} done={tally.lastLine} all={all} />;
  }
  yield await end(tally);
}

interface ProgressProps {
  readonly screen: Screen;
  readonly done: number;
  readonly all: number;
}

function Progress({ screen, done, all }: ProgressProps) {
  const texts = screen.texts.userImport;
  const label = texts.progress(done, all);
  return (
    <>
      <p>{label}</p>
      <progress aria-label={label} max={all} value={Math.min(done, all)} />
      <p class="fine">{texts.stay}</p>
    </>
  );
}
