import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { asksForHtml, prefersJson } from './accept';
import type { AllowedMethods } from './allowed-methods';
import { type FieldError, Problem } from './problem';
import type { RefusalPage, RefusedRequest } from './refusal-page';
import { Redirection } from './redirection';
import type { RamRequest } from './request';
import { sendPage } from './send-page';
import { type FailureReader, toProblem } from './to-problem';
import { inWords, say } from '../sentences/sentence';

export interface ProblemFilterOptions {
  readonly refusalPage: RefusalPage;
  readonly readFailure: FailureReader;
  readonly allowedMethods: AllowedMethods;
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The one place where an error becomes an answer: `application/problem+json` (RFC 9457), or a page for a browser. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly options: ProblemFilterOptions) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<RamRequest>(), http.getResponse<FastifyReply>()];
    if (error instanceof Redirection) sendElsewhere(error, request, reply);
    else this.answer(error, request, reply);
  }

  answer(error: unknown, request: RamRequest, reply: FastifyReply): void {
    const problem = this.refine(toProblem(error, this.options.readFailure), request);
    request.problemCode = problem.code;
    this.log(problem, request);
    if (reply.sent) return;
    const headers = { ...standardHeaders(problem), ...problem.headers };
    void reply.code(problem.status).headers(headers);
    if (answersPage(request)) {
      sendPage(reply, this.options.refusalPage(toRefusedRequest(problem, request), request));
    } else {
      void reply.type(PROBLEM_TYPE).send(JSON.stringify(problemBody(problem, request.id)));
    }
  }

  /** A path that only has other methods is 405, and says which. */
  private refine(problem: Problem, request: RamRequest): Problem {
    if (problem.code !== 'not_found' || !request.is404) return problem;
    const methods = this.options.allowedMethods.of(pathOf(request));
    if (methods.length === 0) return problem;
    const allow = methods.join(', ');
    const detail = say`${request.method} is not allowed here; allowed: ${allow}.`;
    return new Problem('request.method_not_allowed', detail, { headers: { allow } });
  }

  private log(problem: Problem, request: RamRequest): void {
    if (problem.status < 500) return;
    this.logger.error(
      { requestId: request.id, code: problem.code, err: problem.cause ?? problem },
      problem.title,
    );
  }
}

/** A part of a page that is to be replaced must not become the page that the browser is sent to. */
function sendElsewhere({ location }: Redirection, { headers }: RamRequest, reply: FastifyReply): void {
  if (headers['hx-request'] === undefined) void reply.redirect(location, 303);
  else void reply.code(204).header('hx-redirect', location).send();
}

/** @param requestId of the request that it answers. */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  const { code, title, status, detail, errors } = problem;
  const body = { type: `urn:ram-sso:problem:${code}`, title, status, detail, code, requestId };
  return errors.length > 0 ? { ...body, errors: errorsInEnglish(errors) } : body;
}

/** As the API answers them. */
export function errorsInEnglish(errors: readonly FieldError[]): { field: string; message: string }[] {
  return errors.map(({ field, message }) => ({ field, message: inWords(message) }));
}

function standardHeaders(problem: Problem): Record<string, string> {
  if (problem.code === 'auth.required') return { 'www-authenticate': 'Bearer realm="ram-sso"' };
  if (problem.code === 'unavailable') return { 'retry-after': '5' };
  return {};
}

function answersPage(request: RamRequest): boolean {
  const { accept } = request.headers;
  if (request.routeOptions.config.answersPage) return !prefersJson(accept);
  return asksForHtml(accept) && !pathOf(request).startsWith('/api/');
}

function toRefusedRequest(problem: Problem, request: RamRequest): RefusedRequest {
  const { code, status, title, detail, said } = problem;
  return { code, status, title, detail, said, requestId: request.id, path: pathOf(request) };
}

export function pathOf(request: Pick<RamRequest, 'url'>): string {
  return request.url.split('?', 1)[0] ?? '';
}
