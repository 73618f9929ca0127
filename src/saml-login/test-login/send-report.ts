import type { FastifyReply } from 'fastify';
import { prefersJson } from '../../http/accept';
import type { RamRequest } from '../../http/request';
import { sendPage } from '../../http/send-page';
import { tellCheck } from '../../saml/explain/tell-check';
import { inWords } from '../../sentences/sentence';
import { resultPage } from './result-page';
import type { TestReport } from './test-report';

/** A page, or JSON where `Accept` asks for it. That the report is there is a success, whatever it says. */
export function sendReport(request: RamRequest, reply: FastifyReply, report: TestReport): void {
  void reply.code(200);
  if (prefersJson(request.headers.accept)) {
    void reply.type('application/json; charset=utf-8').send(toJson(report));
  } else sendPage(reply, resultPage(report, request.id));
}

function toJson({ checks, code, user, ...report }: TestReport): string {
  const flat = checks.map(tellCheck).map(({ fault, ...check }) => ({ ...check, ...fault }));
  const named = user && { ...user, source: inWords(user.source) };
  const body = {
    ...report,
    user: named,
    code,
    checks: flat,
    received: { binding: 'HTTP-POST', ...report.received },
  };
  return JSON.stringify(body, (_key, value: unknown) => (value === undefined ? null : value));
}
