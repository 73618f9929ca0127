import type { TestLink } from '../../saml-login/test-login/create-test-login';
import type { KeptTestReport } from '../../saml-login/test-login/kept-test-reports';
import type { LastTest } from '../../sso-switch/last-test';
import { Form } from '../screen/fields';
import { Badge, CopyText, Facts, Instant } from '../screen/parts';
import { Told } from '../screen/said';
import type { Screen } from '../screen/screen';
import { stepPath } from './step-frame';
import { TestReport } from './test-report';

interface TestPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly hasTrust: boolean;
  readonly lastTest: LastTest | null;
  /** Of the last test; null where its own is not kept. */
  readonly report: KeptTestReport | null;
  /** Just made, and shown this once. */
  readonly link: TestLink | undefined;
}

/** A link that runs a real sign-in and shows its report; and how the last one went. */
export function TestPage({ screen, alias, hasTrust, lastTest, report, link }: TestPageProps) {
  const texts = screen.texts.setup.test;
  return (
    <>
      <p>{texts.lead}</p>
      {link ? <Link screen={screen} link={link} /> : null}
      {hasTrust ? (
        <Form screen={screen} action={stepPath(alias, 'test')}>
          <button type="submit">{texts.make}</button>
        </Form>
      ) : (
        <p class="notice warn">{texts.needsTrust}</p>
      )}
      <section>
        <h2>{texts.last}</h2>
        {lastTest ? <Last screen={screen} test={lastTest} /> : <p>{texts.none}</p>}
        {lastTest && !report ? <p class="hint">{texts.notKept}</p> : null}
        <p>
          <a href={stepPath(alias, 'test')}>{texts.reload}</a>
        </p>
      </section>
      {report ? <TestReport screen={screen} kept={report} /> : null}
    </>
  );
}

function Link({ screen, link }: { readonly screen: Screen; readonly link: TestLink }) {
  const texts = screen.texts.setup.test;
  return (
    <section class="notice good" role="status">
      <h2>{texts.made}</h2>
      <p>{texts.madeHint}</p>
      <CopyText screen={screen} id="test-link" text={link.url} />
      <p>
        <a role="button" href={link.url} target="_blank" rel="noopener">
          {texts.open}
        </a>
      </p>
    </section>
  );
}

function Last({ screen, test }: { readonly screen: Screen; readonly test: LastTest }) {
  const texts = screen.texts.setup.test;
  const isOffOnly = test.isPassed && test.code !== null;
  const failure = isOffOnly ? null : test.failure;
  const told = (term: string, value: string | undefined) => (value === undefined ? [] : [{ term, value }]);
  const said = (term: string, text: string | undefined) =>
    text === undefined ? [] : [{ term, value: <Told screen={screen} text={text} /> }];
  return (
    <>
      <Facts
        facts={[
          {
            term: texts.result,
            value: (
              <Badge tone={test.isPassed ? 'good' : 'bad'}>
                {test.isPassed ? texts.passed : texts.failed}
              </Badge>
            ),
          },
          { term: texts.when, value: <Instant screen={screen} date={test.testedAt} /> },
          ...told(texts.user, test.userName ?? undefined),
          ...(test.code === null || isOffOnly
            ? []
            : [{ term: screen.texts.frame.code, value: <code>{test.code}</code> }]),
          ...told(texts.failedCheck, nameOf(screen, failure?.check)),
          ...said(texts.expected, failure?.expected),
          ...said(texts.actual, failure?.actual),
          ...said(texts.hint, failure?.hint),
        ]}
      />
      {isOffOnly ? <p class="notice good">{texts.offNote}</p> : null}
      {test.isOutdated ? <p class="notice warn">{texts.outdated}</p> : null}
    </>
  );
}

/** As the report calls it. */
function nameOf({ texts }: Screen, check: string | undefined): string | undefined {
  if (check === undefined) return undefined;
  return (texts.refusedLogins.checks as Readonly<Record<string, string>>)[check] ?? check;
}
