import type { ImportResult } from '../../ram-users/import/imported-user';
import { Fragment } from 'preact';
import { DataTable, Facts } from '../screen/parts';
import { Said } from '../screen/said';
import type { Screen } from '../screen/screen';
import type { ImportTally } from './import-tally';

const RESULTS: readonly ImportResult[] = ['created', 'updated', 'unchanged', 'refused'];

interface ResultProps {
  readonly screen: Screen;
  readonly tally: ImportTally;
}

/** How many lines came to what; each that is refused, and why. */
export function ImportResults({ screen, tally }: ResultProps) {
  const { result, results } = screen.texts.userImport;
  return (
    <>
      <h2>{result}</h2>
      <Facts facts={RESULTS.map((each) => ({ term: results[each], value: tally.counts[each] }))} />
      {tally.counts.refused > 0 ? <Refused screen={screen} tally={tally} /> : null}
    </>
  );
}

function Refused({ screen, tally }: ResultProps) {
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
            <td>
              {errors.map(({ field, message }, place) => (
                <Fragment key={field}>
                  {place > 0 ? '; ' : ''}
                  {field}
                  {screen.texts.frame.fieldColon}
                  <Said screen={screen} sentence={message} />
                </Fragment>
              ))}
            </td>
          </tr>
        ))}
      </DataTable>
      {more > 0 ? <p>{texts.more(more)}</p> : null}
    </section>
  );
}
