import type { ComponentChildren } from 'preact';
import { Form } from './fields';
import type { Screen } from './screen';

interface ActionProps {
  readonly screen: Screen;
  readonly action: string;
  readonly label: string;
  /** What two buttons of one page with the same label are told apart by, read aloud alone. */
  readonly of?: string;
  readonly tone?: 'secondary' | 'danger';
  /** Hidden fields. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A button that does one thing. */
export function Action({ screen, action, label, of, tone, fields = {} }: ActionProps) {
  return (
    <Form screen={screen} action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={tone === undefined ? 'small' : `small ${tone}`}>
        {label}
        {of === undefined ? null : <span class="unseen"> {of}</span>}
      </button>
    </Form>
  );
}

/** What must not be done by a slip: it is behind a line that opens. */
export function Guarded({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details>
      <summary>{label}</summary>
      <p>{hint}</p>
      {children}
    </details>
  );
}
