import type { ComponentChildren } from 'preact';
import { Badge, Instant } from '../screen/parts';
import { type Screen, setupPath } from '../screen/screen';
import { type Step, type StepState, type StepStates, STEPS } from './setup-state';

/** A set-up link opens these. */
const OF_LINKS: readonly Step[] = ['sp', 'idp', 'users', 'test'];

const TONES = { done: 'good', open: 'plain', attention: 'warn', running: 'warn' } as const;

export function stepPath(alias: string, step: Step): string {
  return step === 'tenant' ? setupPath(alias) : `${setupPath(alias)}/${step}`;
}

interface StepFrameProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly states: StepStates;
  /** Undefined: the overview. */
  readonly step?: Step;
  readonly children: ComponentChildren;
}

/** Around each step: how far all of them are, and the way on. */
export function StepFrame({ screen, alias, states, step, children }: StepFrameProps) {
  const texts = screen.texts.setup;
  const title = step ? texts.step(STEPS.indexOf(step) + 1, texts.steps[step]) : texts.titleOf(alias);
  return (
    <>
      <h1>{title}</h1>
      {step ? null : <Lead screen={screen} />}
      {children}
      <StepList screen={screen} alias={alias} states={states} current={step} />
      <NextStep screen={screen} alias={alias} states={states} current={step} />
    </>
  );
}

function Lead({ screen }: { readonly screen: Screen }) {
  const { viewer, texts } = screen;
  if (viewer?.role !== 'setup') return <p>{texts.setup.lead}</p>;
  return (
    <>
      <p>{texts.setup.leadOfLink}</p>
      <p>
        {texts.setup.linkUntil} <Instant screen={screen} date={viewer.expiresAt} />
      </p>
    </>
  );
}

interface StepListProps extends Pick<StepFrameProps, 'screen' | 'alias' | 'states'> {
  readonly current: Step | undefined;
}

function StepList({ screen, alias, states, current }: StepListProps) {
  const texts = screen.texts.setup;
  return (
    <nav class="steps" aria-label={texts.progress}>
      <h2>{current ? <a href={setupPath(alias)}>{texts.overview}</a> : texts.progress}</h2>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>
            <StepName screen={screen} alias={alias} step={step} isCurrent={step === current} />{' '}
            <StepBadge screen={screen} state={states[step]} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface StepNameProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly step: Step;
  readonly isCurrent: boolean;
}

function StepName({ screen, alias, step, isCurrent }: StepNameProps) {
  const texts = screen.texts.setup;
  if (!isOpenTo(screen, step)) return <span title={texts.byAdministrator}>{texts.steps[step]}</span>;
  return (
    <a href={stepPath(alias, step)} aria-current={isCurrent ? 'step' : undefined}>
      {texts.steps[step]}
    </a>
  );
}

/** A tick or a word for it: never by colour alone. */
function StepBadge({ screen, state }: { readonly screen: Screen; readonly state: StepState }) {
  return (
    <Badge tone={TONES[state]}>
      {state === 'done' ? '✓ ' : ''}
      {screen.texts.setup.states[state]}
    </Badge>
  );
}

/** From the overview to the first that is not done; quiet where the step itself has something to be pressed first. */
function NextStep({ screen, alias, states, current }: StepListProps) {
  const texts = screen.texts.setup;
  const next = current
    ? STEPS[STEPS.indexOf(current) + 1]
    : STEPS.find((step) => states[step] !== 'done' && isOpenTo(screen, step));
  if (!next) return null;
  if (!isOpenTo(screen, next)) return <p class="hint">{texts.lastOfLink}</p>;
  const isQuiet = current !== undefined && current !== 'sp' && states[current] !== 'done';
  return (
    <p>
      <a role="button" class={isQuiet ? 'secondary' : undefined} href={stepPath(alias, next)}>
        {texts.nextStep(texts.steps[next])}
      </a>
    </p>
  );
}

function isOpenTo({ viewer }: Screen, step: Step): boolean {
  return viewer?.role !== 'setup' || OF_LINKS.includes(step);
}
