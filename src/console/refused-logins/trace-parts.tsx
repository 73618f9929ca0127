import { IDP_NAMES } from '../../saml-login/refused-login/idp-product';
import type { Judgement } from '../../saml-login/refused-login/judge-response';
import type { Fact } from '../screen/parts';
import { saidIn } from '../screen/said';
import type { Screen } from '../screen/screen';

/** What is told of a response, whether it was refused or came in a test. */
export type Explained = Pick<Judgement, 'product' | 'signedBy' | 'user' | 'received'>;

/** Who sent it, whom it names, and how it was signed. */
export function explainedFacts(screen: Screen, explained: Explained): Fact[] {
  const { refusedLogins: texts, frame } = screen.texts;
  const { product, user, signedBy, received } = explained;
  const { encryption, clockDifferenceSeconds } = received;
  return [
    { term: texts.facts.product, value: product ? IDP_NAMES[product] : texts.facts.unknownProduct },
    {
      term: texts.facts.named,
      value: user
        ? `${saidIn(screen, user.source)} ${user.value} (${texts.statuses[user.status]})`
        : frame.none,
    },
    {
      term: texts.facts.signedBy,
      value: signedBy ? <code>{signedBy.sha256Fingerprint ?? signedBy.place}</code> : frame.no,
    },
    { term: texts.facts.encryption, value: texts.encryptions[encryption] },
    {
      term: texts.facts.clock,
      value: clockDifferenceSeconds === undefined ? frame.none : texts.seconds(clockDifferenceSeconds),
    },
  ];
}

/** The XML, as it came. */
export function ReceivedMessage({
  screen,
  received,
}: Pick<Explained, 'received'> & { readonly screen: Screen }) {
  const texts = screen.texts.refusedLogins;
  return (
    <>
      <p class="hint">{texts.messageHint}</p>
      <pre tabIndex={0} role="region" aria-label={texts.message}>
        <code>{received.message}</code>
      </pre>
    </>
  );
}
