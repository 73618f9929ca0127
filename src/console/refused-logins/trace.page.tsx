import type { CheckedLoginDto, TraceDto } from '../../saml-login/refused-login/trace.dto';
import { Form } from '../screen/fields';
import { CopyText, type Fact, Facts, Instant } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import { tracePath } from './refused-logins.page';
import { explainedFacts, ReceivedMessage } from './trace-parts';
import { TraceSteps } from './trace-steps';

export interface TracePageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly trace: TraceDto;
  /** Where it was asked whether it would pass now. */
  readonly checked: CheckedLoginDto | undefined;
}

export function TracePage(props: TracePageProps) {
  const { screen, alias, trace } = props;
  const texts = screen.texts.refusedLogins;
  return (
    <>
      <h1>{texts.traceTitle}</h1>
      <p class="notice bad">{texts.verdict(trace.code)}</p>
      <Facts facts={factsOf(screen, trace)} />
      <Again {...props} />
      <section>
        <h2>{texts.steps}</h2>
        <TraceSteps screen={screen} steps={trace.steps} />
      </section>
      <section>
        <h2>{texts.message}</h2>
        <ReceivedMessage screen={screen} received={trace.received} />
      </section>
      <p>
        <a href={tenantPath(alias, `/audit?requestId=${encodeURIComponent(trace.requestId)}`)}>
          {texts.event}
        </a>
      </p>
      {mayChange(screen) ? (
        <Form screen={screen} action={tracePath(alias, trace.requestId, '/delete')}>
          <button type="submit" class="outline danger small">
            {texts.delete}
          </button>
        </Form>
      ) : null}
    </>
  );
}

/** A look, and no change: so it is a link's form, open to viewers, and can be loaded again. */
function Again({ screen, alias, trace, checked }: TracePageProps) {
  const texts = screen.texts.refusedLogins;
  return (
    <section id="again" aria-live="polite">
      <h2>{texts.again}</h2>
      <p class="hint">{texts.againHint}</p>
      <form method="get" action={tracePath(alias, trace.requestId)} class="actions">
        <input type="hidden" name="check" value="now" />
        <button type="submit">{texts.ask}</button>
      </form>
      {checked ? (
        <>
          <p class={`notice ${checked.wouldPass ? 'good' : 'bad'}`} role="status">
            {checked.code === null ? texts.wouldPass : texts.wouldFail(checked.code)}
          </p>
          <details open={!checked.wouldPass}>
            <summary>{texts.nowSteps}</summary>
            <TraceSteps screen={screen} steps={checked.steps} />
          </details>
        </>
      ) : null}
    </section>
  );
}

function factsOf(screen: Screen, trace: TraceDto): Fact[] {
  const texts = screen.texts.refusedLogins;
  return [
    { term: texts.facts.time, value: <Instant screen={screen} date={trace.time} /> },
    {
      term: texts.facts.requestId,
      value: <CopyText screen={screen} id="request-id" text={trace.requestId} />,
    },
    { term: texts.facts.from, value: trace.ip },
    ...explainedFacts(screen, trace),
  ];
}
