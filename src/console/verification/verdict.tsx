import { MOST_COUNTED } from '../../audit-seals/verify-trail';
import type { TrailTail } from '../../audit/audit-stream.service';
import { CopyText, type Fact, Facts, Instant } from '../screen/parts';
import { queryOf, queryWithout } from '../screen/query';
import type { Screen } from '../screen/screen';
import { Flaws } from './flaws';
import type { ShownTrail } from './shown-trail';
import type { SealPlace, VerificationTally } from './verification-tally';

/** A tail that is older than this grows. */
const OLD_TAIL_MS = 10 * 60_000;

interface VerdictProps {
  readonly shown: ShownTrail;
  readonly tally: VerificationTally;
}

/** What a verification found. */
export function Verdict({ shown, tally }: VerdictProps) {
  const { screen } = shown;
  const texts = screen.texts.verification;
  return (
    <>
      <h2>{texts.result}</h2>
      <Sentence shown={shown} tally={tally} />
      <Facts facts={factsOf(shown, tally)} />
      <Onward shown={shown} tally={tally} />
      <Flaws shown={shown} tally={tally} />
    </>
  );
}

function Sentence({ shown: { screen, after }, tally }: VerdictProps) {
  const texts = screen.texts.verification;
  if (tally.flawCount > 0)
    return (
      <div class="notice bad">
        <p>{texts.flawed(tally.flawCount)}</p>
        <p>{texts.keep}</p>
      </div>
    );
  if (tally.seals === 0)
    return <p class="notice warn">{after > 0 ? texts.nothingAfter(after) : texts.unsealed}</p>;
  return <p class="notice good">{tally.next === null ? texts.intact : texts.intactSoFar}</p>;
}

function factsOf(shown: ShownTrail, tally: VerificationTally): Fact[] {
  const { screen, after } = shown;
  const texts = screen.texts.verification;
  const { seals, events, droppedUpTo, intactUpTo, tail } = tally;
  const facts: Fact[] = [{ term: texts.verified, value: texts.counted(events, seals, after) }];
  if (intactUpTo)
    facts.push({ term: texts.intactUpTo, value: <Sealed screen={screen} place={intactUpTo} /> });
  if (droppedUpTo !== null) facts.push({ term: texts.dropped, value: texts.droppedUpTo(droppedUpTo) });
  facts.push(...headFacts(screen, tally));
  if (tail) facts.push({ term: texts.tail, value: <Tail shown={shown} tail={tail} /> });
  return facts;
}

/** Of the end of the chain, once it is reached. */
function headFacts(screen: Screen, { head, next, flawCount }: VerificationTally): Fact[] {
  const texts = screen.texts.verification;
  if (!head || next !== null) return [];
  const text = `${head.sequence}:${head.hash.toString('hex')}`;
  const value = (
    <>
      <CopyText screen={screen} id="trail-head" text={text} />
      {flawCount > 0 ? null : <p class="hint">{texts.headHint}</p>}
    </>
  );
  return [
    { term: texts.lastEvent, value: <code>{head.lastId}</code> },
    { term: texts.head, value },
  ];
}

function Sealed({ screen, place: { sequence, at } }: { readonly screen: Screen; readonly place: SealPlace }) {
  const texts = screen.texts.verification;
  return (
    <>
      {texts.seal(sequence)}
      {at === null ? null : (
        <>
          {texts.sealedAt}
          <Instant screen={screen} date={at} />
        </>
      )}
    </>
  );
}

/** Where there is more than a page verifies, and where it did not begin at the beginning. */
function Onward({ shown: { screen, path, fields, after }, tally: { next } }: VerdictProps) {
  const texts = screen.texts.verification;
  return (
    <>
      {after === 0 ? null : (
        <p class="notice warn">
          {texts.notBefore(after)} <a href={path + queryWithout(fields, 'after')}>{texts.fromBeginning}</a>
        </p>
      )}
      {next === null ? null : (
        <p>
          <a rel="next" role="button" href={path + queryOf({ ...fields, after: String(next) })}>
            {texts.goOn(next)}
          </a>
        </p>
      )}
    </>
  );
}

/** What is not sealed yet. */
function Tail({ shown: { screen, now }, tail }: { readonly shown: ShownTrail; readonly tail: TrailTail }) {
  const texts = screen.texts.verification;
  const { count, from, to } = tail;
  if (count === 0 || !from) return <>{texts.noTail}</>;
  const isOld = now.getTime() - from.getTime() > OLD_TAIL_MS;
  return (
    <>
      {texts.tailCount(count, count >= MOST_COUNTED)} <Instant screen={screen} date={from} />
      {count === 1 ? null : (
        <>
          {' – '}
          <Instant screen={screen} date={to} />
        </>
      )}
      <p class={isOld ? 'notice warn' : 'hint'}>{isOld ? texts.oldTail : texts.tailHint}</p>
    </>
  );
}
