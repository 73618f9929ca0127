import type { Judgement } from '../../saml-login/refused-login/judge-response';
import type { OpenedLogin } from '../../saml-login/refused-login/refused-logins.service';
import { meaningOf } from '../refusal/meaning-of';
import { Form } from '../screen/fields';
import { CopyText, type Fact, Facts, Instant } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import { tracePath } from './refused-logins.page';
import { explainedFacts, ReceivedMessage } from './trace-parts';
import { TraceSteps } from './trace-steps';

export interface TracePageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly opened: OpenedLogin;
  /** Where it was asked whether it would pass now. */
  readonly checked: Judgement | undefined;
}

export function TracePage(props: TracePageProps) {
  const { screen, alias, opened } = props;
  const { login, judgement } = opened;
  const texts = screen.texts.refusedLogins;
  return (
    <>
      <h1>{texts.traceTitle}</h1>
      <p class="notice bad">{texts.verdict(login.code, meaningOf(screen, login.code))}</p>
      <Facts facts={factsOf(screen, opened)} />
      <Again {...props} />
      <section>
        <h2>{texts.steps}</h2>
        <TraceSteps screen={screen} judgement={judgement} />
      </section>
      <section>
        <h2>{texts.message}</h2>
        <ReceivedMessage screen={screen} received={judgement.received} />
      </section>
      <p>
        <a href={tenantPath(alias, `/audit?requestId=${encodeURIComponent(login.requestId)}`)}>
          {texts.event}
        </a>
      </p>
      {mayChange(screen) ? (
        <Form screen={screen} action={tracePath(alias, login.requestId, '/delete')}>
          <button type="submit" class="outline danger small">
            {texts.delete}
          </button>
        </Form>
      ) : null}
    </>
  );
}

/** A look, and no change: so it is a link's form, open to viewers, and can be loaded again. */
function Again({ screen, alias, opened, checked }: TracePageProps) {
  const texts = screen.texts.refusedLogins;
  return (
    <section id="again" aria-live="polite">
      <h2>{texts.again}</h2>
      <p class="hint">{texts.againHint}</p>
      <form method="get" action={tracePath(alias, opened.login.requestId)} class="actions">
        <input type="hidden" name="check" value="now" />
        <button type="submit">{texts.ask}</button>
      </form>
      {checked ? (
        <>
          <p class={`notice ${checked.code === undefined ? 'good' : 'bad'}`} role="status">
            {checked.code === undefined
              ? texts.wouldPass
              : texts.wouldFail(checked.code, meaningOf(screen, checked.code))}
          </p>
          <details open={checked.code !== undefined}>
            <summary>{texts.nowSteps}</summary>
            <TraceSteps screen={screen} judgement={checked} />
          </details>
        </>
      ) : null}
    </section>
  );
}

function factsOf(screen: Screen, { login, judgement }: OpenedLogin): Fact[] {
  const texts = screen.texts.refusedLogins;
  return [
    { term: texts.facts.time, value: <Instant screen={screen} date={login.time} /> },
    {
      term: texts.facts.requestId,
      value: <CopyText screen={screen} id="request-id" text={login.requestId} />,
    },
    { term: texts.facts.from, value: login.ip },
    ...explainedFacts(screen, judgement),
  ];
}
