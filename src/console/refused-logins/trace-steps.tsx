import type { StepDto } from '../../saml-login/refused-login/trace.dto';
import { GuideLink } from '../guides/guide-link';
import { type Fact, Facts } from '../screen/parts';
import type { Screen } from '../screen/screen';

const SIGNS: Readonly<Record<StepDto['result'], string>> = { passed: '✓', failed: '✗', not_reached: '–' };

/** Each check with a tick or a cross, which is said by a word too; what failed says all about it. */
export function TraceSteps({
  screen,
  steps,
}: {
  readonly screen: Screen;
  readonly steps: readonly StepDto[];
}) {
  return (
    <ol class="trace">
      {steps.map((step) => (
        <Step key={step.check} screen={screen} step={step} />
      ))}
    </ol>
  );
}

function Step({ screen, step }: { readonly screen: Screen; readonly step: StepDto }) {
  const texts = screen.texts.refusedLogins;
  const title = (texts.checks as Readonly<Record<string, string>>)[step.check] ?? step.check;
  return (
    <li class={step.result}>
      <p>
        <span class="sign" aria-hidden="true">
          {SIGNS[step.result]}
        </span>
        <strong>{title}</strong> <span class="fine">{texts.result[step.result]}</span>
      </p>
      {step.code === undefined ? (
        <p class="hint" lang="en">
          {step.expected}
        </p>
      ) : (
        <Facts facts={factsOf(screen, step)} />
      )}
    </li>
  );
}

function factsOf(screen: Screen, step: StepDto): Fact[] {
  const texts = screen.texts.refusedLogins;
  const { where } = step;
  const facts: Fact[] = [
    { term: texts.expected, value: <span lang="en">{step.expected}</span> },
    { term: texts.found, value: <span lang="en">{step.actual}</span> },
    { term: texts.mend, value: <span lang="en">{step.hint}</span> },
    { term: texts.code, value: <code>{step.code}</code> },
  ];
  if (!where) return facts;
  return [
    ...facts,
    { term: texts.screen(where.product), value: <span lang="en">{where.screen}</span> },
    { term: texts.guide, value: <GuideLink screen={screen} file={where.guide} /> },
  ];
}
