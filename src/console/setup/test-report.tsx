import type { TestReportDto } from '../../saml-login/test-login/test-report.dto';
import { explainedFacts, ReceivedMessage } from '../refused-logins/trace-parts';
import { TraceSteps } from '../refused-logins/trace-steps';
import { Facts } from '../screen/parts';
import type { Screen } from '../screen/screen';

/** All that the browser of the last test was shown: each check, and what came. */
export function TestReport({ screen, report }: { readonly screen: Screen; readonly report: TestReportDto }) {
  const { setup, refusedLogins: texts } = screen.texts;
  return (
    <section id="report">
      <h2>{setup.test.report}</h2>
      <Facts facts={explainedFacts(screen, report)} />
      <h3>{texts.steps}</h3>
      <TraceSteps screen={screen} steps={report.steps} />
      <h3>{texts.message}</h3>
      <ReceivedMessage screen={screen} received={report.received} />
    </section>
  );
}
