import type { FastifyReply } from 'fastify';
import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { answerStream } from '../../http/streamed-answer';
import type { Screen } from './screen';
import { writeScreen } from './show';

const HERE = '%%here%%';

export interface StreamedPage {
  readonly title: string;
  /** One after another; the style sheet shows the last that has come, so that it works without script. */
  readonly parts: AsyncIterable<ComponentChildren>;
}

/** A page that is written while its work is done. */
export function showStream(reply: FastifyReply, screen: Screen, { title, parts }: StreamedPage): void {
  const content = (
    <>
      <h1>{title}</h1>
      <div class="parts" role="status">
        {HERE}
      </div>
    </>
  );
  const { html, contentSecurityPolicy } = writeScreen(screen, { title, content });
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
