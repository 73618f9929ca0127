import { codes } from '../../src/http/codes';
import type { TestResponse } from './test-app';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE = /^<!doctype html>/i;

/** Throws unless an answer has the form that the contract gives every answer, and is no failure of the service. */
export function expectContractForm(answer: TestResponse): void {
  expect(answer.status).toBeGreaterThanOrEqual(200);
  expect(answer.status).toBeLessThan(500);
  expect(String(answer.headers['x-request-id'])).toMatch(UUID);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  if (answer.status < 400) return;
  if (String(answer.headers['content-type']).startsWith('text/html')) expectRefusalPage(answer);
  else expectProblem(answer);
}

function expectProblem({ status, headers, body }: TestResponse): void {
  expect(headers['content-type']).toMatch(/^application\/problem\+json\b/);
  const { code, ...problem } = body as Record<string, unknown>;
  expect(Object.keys(codes)).toContain(code);
  expect(problem).toMatchObject({
    status,
    type: expect.any(String) as string,
    title: expect.any(String) as string,
    detail: expect.any(String) as string,
    requestId: headers['x-request-id'],
  });
}

function expectRefusalPage({ headers, text }: TestResponse): void {
  expect(text).toMatch(PAGE);
  expect(text).toContain(String(headers['x-request-id']));
  expect(Object.keys(codes).some((code) => text.includes(code))).toBe(true);
}
