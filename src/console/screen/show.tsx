import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import type { Page } from '../../html/page';
import { sendPage } from '../../http/send-page';
import type { DoneWord } from '../texts/texts';
import { Frame } from './frame';
import { Spoken } from './said';
import type { Screen } from './screen';

export interface ShownPage {
  readonly title: string;
  readonly content: ComponentChildren;
  readonly status?: number;
  /** Its form ends at an IdP that is not known beforehand: Chromium holds every redirect after a form to `form-action`. */
  readonly leadsAway?: boolean;
  /** What is on it changes by itself: a browser without script asks again after so long. */
  readonly reloadSeconds?: number;
}

/** Everything from here, nothing inline; Pico's arrows and ticks are data URLs in its style sheet. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export function writeScreen(
  screen: Screen,
  { title, content, leadsAway = false, reloadSeconds }: ShownPage,
): Page {
  const markup = renderToStaticMarkup(
    <Spoken.Provider value={screen.language}>
      <Frame screen={screen} title={title} reloadSeconds={reloadSeconds}>
        {content}
      </Frame>
    </Spoken.Provider>,
  );
  return {
    html: `<!doctype html>\n${markup}\n`,
    contentSecurityPolicy: leadsAway ? POLICY : `${POLICY}; form-action 'self'`,
  };
}

export function show(reply: FastifyReply, screen: Screen, page: ShownPage): void {
  void reply.code(page.status ?? 200);
  sendPage(reply, writeScreen(screen, page));
}

/** A part of a page, that htmx puts in the place of the one before. */
export function showPart(reply: FastifyReply, content: ComponentChildren): void {
  void reply.type('text/html; charset=utf-8').send(renderToStaticMarkup(<>{content}</>));
}

/** After a form: to the page that shows what it did, with the word for it. */
export function goOn(reply: FastifyReply, path: string, done?: DoneWord): void {
  const joint = path.includes('?') ? '&' : '?';
  void reply.redirect(done === undefined ? path : `${path}${joint}done=${done}`, 303);
}
