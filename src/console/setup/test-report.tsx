import type { KeptTestReport } from '../../saml-login/test-login/kept-test-reports';
import { explainedFacts, ReceivedMessage } from '../refused-logins/trace-parts';
import { TraceSteps } from '../refused-logins/trace-steps';
import { Facts } from '../screen/parts';
import type { Screen } from '../screen/screen';

/** All that the browser of the last test was shown: each check, and what came. */
export function TestReport({ screen, kept }: { readonly screen: Screen; readonly kept: KeptTestReport }) {
  const explained = { ...kept.report, product: kept.product };
  const { setup, refusedLogins: texts } = screen.texts;
  return (
    <section id="report">
      <h2>{setup.test.report}</h2>
      <Facts facts={explainedFacts(screen, explained)} />
      <h3>{texts.steps}</h3>
      <TraceSteps screen={screen} judgement={explained} />
      <h3>{texts.message}</h3>
      <ReceivedMessage screen={screen} received={explained.received} />
    </section>
  );
}
