import { findScreen } from '../../saml-login/refused-login/idp-screens';
import type { JudgedCheck, Judgement } from '../../saml-login/refused-login/judge-response';
import { GuideLink } from '../guides/guide-link';
import { type Fact, Facts } from '../screen/parts';
import { Said, saidIn } from '../screen/said';
import type { Screen } from '../screen/screen';

const SIGNS: Readonly<Record<JudgedCheck['result'], string>> = { passed: '✓', failed: '✗', not_reached: '–' };

/** Each check with a tick or a cross, which is said by a word too; what failed says all about it. */
export function TraceSteps({
  screen,
  judgement,
}: {
  readonly screen: Screen;
  readonly judgement: Pick<Judgement, 'checks' | 'product'>;
}) {
  return (
    <ol class="trace">
      {judgement.checks.map((step) => (
        <Step key={step.check} screen={screen} step={step} product={judgement.product} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly screen: Screen;
  readonly step: JudgedCheck;
  readonly product: Judgement['product'];
}

function Step({ screen, step, product }: StepProps) {
  const texts = screen.texts.refusedLogins;
  return (
    <li class={step.result}>
      <p>
        <span class="sign" aria-hidden="true">
          {SIGNS[step.result]}
        </span>
        <strong>{texts.checks[step.check]}</strong> <span class="fine">{texts.result[step.result]}</span>
      </p>
      {step.fault ? (
        <Facts facts={factsOf(screen, step, step.fault, product)} />
      ) : (
        <p class="hint">
          <Said screen={screen} sentence={step.expected} />
        </p>
      )}
    </li>
  );
}

function factsOf(
  screen: Screen,
  { check, expected }: JudgedCheck,
  { code, actual, hint }: NonNullable<JudgedCheck['fault']>,
  product: StepProps['product'],
): Fact[] {
  const texts = screen.texts.refusedLogins;
  const where = findScreen(check, product);
  const facts: Fact[] = [
    { term: texts.expected, value: <Said screen={screen} sentence={expected} /> },
    { term: texts.found, value: <Said screen={screen} sentence={actual} /> },
    { term: texts.mend, value: <Said screen={screen} sentence={hint} /> },
    { term: texts.code, value: <code>{code}</code> },
  ];
  if (!where) return facts;
  return [
    ...facts,
    {
      term: texts.screen(saidIn(screen, where.product)),
      value: <Said screen={screen} sentence={where.screen} />,
    },
    { term: texts.guide, value: <GuideLink screen={screen} file={where.guide} /> },
  ];
}
