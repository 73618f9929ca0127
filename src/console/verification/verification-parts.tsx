import type { ComponentChildren } from 'preact';
import type { Verification } from '../../audit-seals/verify-trail';
import type { Screen } from '../screen/screen';
import type { ShownTrail } from './shown-trail';
import { Verdict } from './verdict';
import { VerificationTally } from './verification-tally';

/** So many pieces of a trail a page at most, half a million events or 20,000 seals: some seconds. */
const PIECES = 100;

/**
 * How far it is, again and again, and then what was found.
 * @param first the first piece, which was verified before anything was answered
 */
export async function* verificationParts(
  shown: ShownTrail,
  first: Verification,
  verify: (after: number) => Promise<Verification>,
): AsyncGenerator<ComponentChildren> {
  const tally = new VerificationTally();
  tally.add(first);
  for (let piece = 1; tally.next !== null && piece < PIECES; piece += 1) {
    yield <Progress screen={shown.screen} tally={tally} />;
    tally.add(await verify(tally.next));
  }
  yield <Verdict shown={shown} tally={tally} />;
}

function Progress({ screen, tally }: { readonly screen: Screen; readonly tally: VerificationTally }) {
  const texts = screen.texts.verification;
  const label = texts.progress(tally.next ?? 0, tally.events);
  return (
    <>
      <p>{label}</p>
      <progress aria-label={label} />
      <p class="fine">{texts.stay}</p>
    </>
  );
}
