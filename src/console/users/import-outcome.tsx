import { ImportResults } from '../imports/import-result';
import type { ImportTally } from '../imports/import-tally';
import { Form } from '../screen/fields';
import type { Screen } from '../screen/screen';
import { usersPath } from './users-paths';

interface OutcomeProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly tally: ImportTally;
  /** Of a preview the file, for the form that imports it. */
  readonly kept: string | undefined;
}

export function ImportOutcome({ screen, alias, tally, kept }: OutcomeProps) {
  const texts = screen.texts.userImport;
  const { created, updated } = tally.counts;
  return (
    <>
      <p>{kept === undefined ? texts.did : texts.wouldDo}</p>
      <ImportResults screen={screen} tally={tally} />
      <Onward screen={screen} alias={alias} kept={kept} count={created + updated} />
    </>
  );
}

interface OnwardProps extends Pick<OutcomeProps, 'screen' | 'alias' | 'kept'> {
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
