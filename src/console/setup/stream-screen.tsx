import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { answerStream } from '../../http/streamed-answer';
import type { Screen } from '../screen/screen';
import { type ShownPage, writeScreen } from '../screen/show';

/** Where in a page the parts come that are not known yet. */
export const STREAMED = '@@streamed@@';

/** A page whose middle is written while it is read: what takes long shows how far it is, without script too. */
export function streamScreen(
  reply: FastifyReply,
  screen: Screen,
  page: ShownPage,
  parts: AsyncIterable<ComponentChildren>,
): void {
  const { html, contentSecurityPolicy } = writeScreen(screen, page);
  const [before = '', after = ''] = html.split(STREAMED);
  reply.header('content-security-policy', contentSecurityPolicy);
  answerStream(reply, 'text/html', around(before, parts, after));
}

async function* around(
  before: string,
  parts: AsyncIterable<ComponentChildren>,
  after: string,
): AsyncGenerator<string> {
  yield before;
  for await (const part of parts) yield renderToStaticMarkup(<>{part}</>);
  yield after;
}
