import { Form } from '../screen/fields';
import { type Screen } from '../screen/screen';
import { stepPath } from './step-frame';

interface SwitchOffProps {
  readonly screen: Screen;
  readonly alias: string;
}

/** Asks once more, and says whom it keeps out. */
export function SwitchOffPage({ screen, alias }: SwitchOffProps) {
  const texts = screen.texts.setup.switch;
  return (
    <>
      <h1>{texts.offTitle(alias)}</h1>
      <p class="notice warn">{texts.offLead}</p>
      <Form screen={screen} action={`${stepPath(alias, 'switch')}/off`}>
        <div class="actions">
          <button type="submit" class="danger">
            {texts.off}
          </button>
          <a href={stepPath(alias, 'switch')}>{screen.texts.frame.cancel}</a>
        </div>
      </Form>
      <p class="hint">{texts.wayBack}</p>
    </>
  );
}
