import { FLAW_KINDS, type Flaw, type FlawKind } from '../../audit-seals/flaw';
import { DataTable, Instant } from '../screen/parts';
import { queryOf } from '../screen/query';
import { tenantPath } from '../screen/screen';
import type { ShownTrail } from './shown-trail';
import type { VerificationTally } from './verification-tally';

interface FlawsProps {
  readonly shown: ShownTrail;
  readonly tally: VerificationTally;
}

/** Each kind with what it means and what to do, and where it was found. */
export function Flaws({ shown, tally: { flaws, flawCount } }: FlawsProps) {
  const texts = shown.screen.texts.verification;
  if (flawCount === 0) return null;
  return (
    <>
      {FLAW_KINDS.map((kind) => (
        <OfKind key={kind} shown={shown} kind={kind} flaws={flaws.filter((flaw) => flaw.kind === kind)} />
      ))}
      {flawCount > flaws.length ? <p>{texts.more(flawCount - flaws.length)}</p> : null}
    </>
  );
}

interface OfKindProps {
  readonly shown: ShownTrail;
  readonly kind: FlawKind;
  readonly flaws: readonly Flaw[];
}

function OfKind({ shown, kind, flaws }: OfKindProps) {
  const texts = shown.screen.texts.verification;
  const { title, meaning, mend } = texts.kinds[kind];
  if (flaws.length === 0) return null;
  return (
    <section>
      <h3>
        {title} <code>{kind}</code>
      </h3>
      <p>{meaning}</p>
      <p>
        <strong>{texts.mend}</strong> {mend}
      </p>
      <DataTable caption={title} columns={Object.values(texts.columns)}>
        {flaws.map((flaw) => (
          <Row key={`${flaw.afterSeal} ${flaw.upToSeal}`} shown={shown} flaw={flaw} />
        ))}
      </DataTable>
    </section>
  );
}

function Row({ shown: { screen, alias }, flaw }: { readonly shown: ShownTrail; readonly flaw: Flaw }) {
  const texts = screen.texts.verification;
  const { kind, afterSeal, upToSeal, from, to, sealed, found, eventIds } = flaw;
  return (
    <tr>
      <td>{kind === 'head_differs' ? texts.seal(upToSeal ?? 0) : texts.between(afterSeal, upToSeal)}</td>
      <td>
        {from === null && to === null ? (
          '–'
        ) : (
          <>
            {from === null ? null : <Instant screen={screen} date={from} />} –{' '}
            {to === null ? null : <Instant screen={screen} date={to} />}
          </>
        )}
        {alias === null || to === null ? null : (
          <>
            <br />
            <a
              href={
                tenantPath(alias, '/audit') + queryOf({ from: from?.toISOString(), to: to.toISOString() })
              }
            >
              {texts.eventsThen}
            </a>
          </>
        )}
      </td>
      <td>{sealed ?? '–'}</td>
      <td>{found ?? '–'}</td>
      <td>{eventIds.length === 0 ? '–' : eventIds.map((id) => <code key={id}>{id} </code>)}</td>
    </tr>
  );
}
