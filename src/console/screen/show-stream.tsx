import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { answerStream } from '../../http/streamed-answer';
import type { Screen } from './screen';
import { type ShownPage, writeScreen } from './show';

const HERE = '%%here%%';

/** Where in a page its parts come, one after another; the style sheet shows the last that has come, so that it works without script. */
export function StreamedParts() {
  return (
    <div class="parts" role="status">
      {HERE}
    </div>
  );
}

/** A page that is written while its work is done. */
export function showStream(
  reply: FastifyReply,
  screen: Screen,
  page: Omit<ShownPage, 'status'>,
  parts: AsyncIterable<ComponentChildren>,
): void {
  const { html, contentSecurityPolicy } = writeScreen(screen, page);
  void reply.header('content-security-policy', contentSecurityPolicy);
  const [before = '', after = ''] = html.split(HERE);
  answerStream(reply, 'text/html', write(before, parts, after));
}

async function* write(
  before: string,
  parts: AsyncIterable<ComponentChildren>,
  after: string,
): AsyncGenerator<string> {
  yield before;
  for await (const part of parts) yield renderToStaticMarkup(<div>{part}</div>);
  yield after;
}
