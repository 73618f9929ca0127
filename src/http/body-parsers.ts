import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { fieldProblem } from './field-problem';
import { readFormText } from './form-text';
import { checkJsonShape } from './json-shape';
import { readMultipartForm } from './multipart-form';
import { Problem } from './problem';
import {
  CSV_TYPE,
  FORM_TYPE,
  JSON_TYPE,
  MERGE_PATCH_TYPE,
  NDJSON_TYPE,
  UPLOAD_TYPE,
  XML_TYPES,
} from './route-options';
import { eitherOf, say } from '../sentences/sentence';

type BodyDone = (error: Error | null, body?: unknown) => void;

const MAX_FORM_FIELDS = 50;

/** The only bodies that are read: JSON, forms, XML documents, and lines as a stream. Which route takes which, `RouteOptions` says. */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  // Refuses `__proto__` and `constructor.prototype` keys.
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser(
    [JSON_TYPE, MERGE_PATCH_TYPE],
    { parseAs: 'string' },
    (request, body: string, done) => {
      // Some clients name JSON as the type of a body that they do not send.
      if (body === '') {
        done(null, undefined);
        return;
      }
      try {
        checkJsonShape(body, 'body');
      } catch (problem) {
        done(problem as Error);
        return;
      }
      void parseJson(request, body, done);
    },
  );
  fastify.addContentTypeParser(FORM_TYPE, { parseAs: 'string' }, (_request, body: string, done) => {
    answer(done, () => parseForm(body));
  });
  fastify.addContentTypeParser([...XML_TYPES], { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  fastify.addContentTypeParser(UPLOAD_TYPE, (request: FastifyRequest, body: IncomingMessage) =>
    readMultipartForm(request, body, request.routeOptions.bodyLimit).finally(() => {
      // What is left of a body that is refused is read and thrown away, so that its sender hears the answer.
      body.resume();
    }),
  );
  fastify.addContentTypeParser([NDJSON_TYPE, CSV_TYPE], (_request, stream, done) => {
    done(null, stream);
  });
}

/** Calls back outside of the `try`: what goes wrong later in the request is not this body's fault. */
function answer(done: BodyDone, read: () => unknown): void {
  let body: unknown;
  try {
    body = read();
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, body);
}

function parseForm(text: string): Record<string, string> {
  // Counted before they are read, since reading costs by the field.
  if (text.split('&', MAX_FORM_FIELDS + 1).length > MAX_FORM_FIELDS) {
    throw new Problem('request.invalid', say`The form has more than ${MAX_FORM_FIELDS} fields.`);
  }
  const fields = readFormText(text);
  const names = new Set<string>();
  for (const [field] of fields) {
    if (names.has(field)) throw fieldProblem([{ field, message: say`must appear once` }]);
    names.add(field);
  }
  // Defines own properties, `__proto__` too, and so touches no prototype.
  return Object.fromEntries(fields);
}

/** Before a body is read: whether there is a route for it. Whoever asks is known by then, where that matters. */
export function checkRouted({ is404 }: Pick<FastifyRequest, 'is404'>): void {
  if (is404) throw new Problem('not_found', say`Nothing answers at this path.`);
}

/** Before a body is read: whether this route takes one of its type, and of its length where that was said. */
export function checkBodyType(request: FastifyRequest): void {
  if (request.is404 || !hasBody(request)) return;
  const { bodyTypes, bodyBytes = 0, streamsBody } = request.routeOptions.config;
  // Of what it reads itself, Fastify says so.
  if (streamsBody && Number(request.headers['content-length'] ?? 0) > bodyBytes)
    throw bodyTooLarge(bodyBytes);
  const accepted = bodyTypes ?? jsonTypes(request.method);
  const sent = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (accepted.includes(sent)) return;
  throw new Problem(
    'request.unsupported_media_type',
    say`The body must be ${eitherOf(accepted)}, not ${sent ? sent.slice(0, 100) : say`one without a Content-Type`}.`,
  );
}

export function hasBody({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

export function bodyTooLarge(bytes: number): Problem {
  return new Problem(
    'request.too_large',
    say`The body is larger than the ${bytes} bytes that this route takes.`,
  );
}

function jsonTypes(method: string): readonly string[] {
  return method === 'PATCH' ? [JSON_TYPE, MERGE_PATCH_TYPE] : [JSON_TYPE];
}
