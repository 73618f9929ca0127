import { Form } from '../screen/fields';
import type { Screen } from '../screen/screen';
import type { ConsoleViewer } from '../session/standing';

interface EnterPageProps {
  readonly screen: Screen;
  /** Whose session would end. */
  readonly viewer: ConsoleViewer;
  /** Who signed in at his IdP since: his logon name, and what he would enter with. */
  readonly name: string;
  readonly credential: string;
  readonly next: string;
}

/** Asked before somebody takes the place of another: a link to the sign-in of a tenant may come from anybody. */
export function EnterPage({ screen, viewer, name, credential, next }: EnterPageProps) {
  const { signIn: texts, frame } = screen.texts;
  return (
    <article class="narrow">
      <h1>{texts.title}</h1>
      <p class="notice warn">{texts.replaces(viewer.name ?? frame.platformAdministrator)}</p>
      <Form screen={screen} action="/admin/enter">
        <input type="hidden" name="as" value={credential} />
        <input type="hidden" name="next" value={next} />
        <div class="actions">
          <button type="submit">{texts.continueAs(name)}</button>
          <a href="/admin">{frame.cancel}</a>
        </div>
      </Form>
    </article>
  );
}
