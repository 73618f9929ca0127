import type { Page } from '../../html/page';
import type { RefusedRequest } from '../../http/refusal-page';
import type { RamRequest } from '../../http/request';
import { Facts } from '../screen/parts';
import { Said } from '../screen/said';
import { screenOf } from '../screen/screen';
import { writeScreen } from '../screen/show';

/** Whether a request was one for the console, whose refusals look like its pages. */
export function isOfConsole(path: string): boolean {
  return path === '/admin' || path.startsWith('/admin/');
}

/** What went wrong, in whole sentences for whoever is signed in: its viewers are administrators. */
export function writeConsoleRefusal(refused: RefusedRequest, request: RamRequest): Page {
  const screen = screenOf(request);
  const { frame, refused: texts } = screen.texts;
  const title = texts.byCode[refused.code];
  const content = (
    <article class="narrow">
      <h1>{title}</h1>
      {screen.viewer ? (
        <p>
          <Said screen={screen} sentence={refused.said} />
        </p>
      ) : null}
      <Facts
        facts={[
          { term: frame.code, value: <code>{refused.code}</code> },
          { term: frame.requestId, value: <code>{refused.requestId}</code> },
        ]}
      />
      <p>
        <a href="/admin">{frame.home}</a>
      </p>
    </article>
  );
  return writeScreen(screen, { title, content });
}
