import type { ImportResult } from '../../ram-users/import/imported-user';
import { Form } from '../screen/fields';
import { DataTable, Facts } from '../screen/parts';
import type { Screen } from '../screen/screen';
import type { ImportTally } from './import-tally';
import { usersPath } from './users-paths';

const RESULTS: readonly ImportResult[] = ['created', 'updated', 'unchanged', 'refused'];

interface ProgressProps {
  readonly screen: Screen;
  readonly done: number;
  readonly all: number;
}

export function ImportProgress({ screen, done, all }: ProgressProps) {
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

interface ResultProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly tally: ImportTally;
  /** Of a preview the file, for the form that imports it. */
  readonly kept: string | undefined;
}

export function ImportOutcome({ screen, alias, tally, kept }: ResultProps) {
  const texts = screen.texts.userImport;
  const { counts } = tally;
  return (
    <>
      <p>{kept === undefined ? texts.did : texts.wouldDo}</p>
      <h2>{texts.result}</h2>
      <Facts facts={RESULTS.map((result) => ({ term: texts.results[result], value: counts[result] }))} />
      {counts.refused > 0 ? <Refused screen={screen} tally={tally} /> : null}
      <Onward screen={screen} alias={alias} kept={kept} count={counts.created + counts.updated} />
    </>
  );
}

function Refused({ screen, tally }: Pick<ResultProps, 'screen' | 'tally'>) {
  const texts = screen.texts.userImport;
  const more = tally.counts.refused - tally.refused.length;
  return (
    <section>
      <h2>{texts.refusedTitle}</h2>
      <DataTable caption={texts.refusedTitle} columns={[texts.line, texts.userName, texts.why]}>
        {tally.refused.map(({ line, userName, errors = [] }) => (
          <tr key={line}>
            <td>{line}</td>
            <td>{userName ?? '–'}</td>
            <td lang="en">{errors.map(({ field, message }) => `${field}: ${message}`).join('; ')}</td>
          </tr>
        ))}
      </DataTable>
      {more > 0 ? <p>{texts.more(more)}</p> : null}
    </section>
  );
}

interface OnwardProps extends Pick<ResultProps, 'screen' | 'alias' | 'kept'> {
  readonly count: number;
}

function Onward({ screen, alias, kept, count }: OnwardProps) {
  const texts = screen.texts.userImport;
  if (kept === undefined) return <a href={usersPath(alias)}>{texts.toUsers}</a>;
  const again = <a href={usersPath(alias, '/import')}>{texts.other}</a>;
  if (count === 0) {
    return (
      <p>
        {texts.nothing} {again}
      </p>
    );
  }
  return (
    <Form screen={screen} action={usersPath(alias, '/import')} encoding="multipart/form-data">
      <input type="hidden" name="content" value={kept} />
      <div class="actions">
        <button type="submit">{texts.importNow(count)}</button>
        {again}
      </div>
    </Form>
  );
}
