import type { TestApp, TestRequest, TestResponse } from './app';

export interface ImportAnswer {
  readonly line: number;
  readonly userName: string | null;
  readonly result: string;
  readonly code?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

export const importPath = (alias: string, query = ''): string =>
  `/api/v1/tenants/${alias}/users:import${query}`;

export const ndjson = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Sends lines: NDJSON, unless a type is named. */
export function importLines(
  app: TestApp,
  alias: string,
  body: string | Buffer,
  { query = '', type = 'application/x-ndjson', token }: ImportRequest = {},
): Promise<TestResponse> {
  const request: TestRequest = { body, headers: { 'content-type': type }, ...(token ? { token } : {}) };
  return app.request('POST', importPath(alias, query), request);
}

export interface ImportRequest {
  readonly query?: string;
  readonly type?: string;
  readonly token?: string;
}

export function answersIn(text: string): ImportAnswer[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as ImportAnswer);
}

/** `2 alice created`, `3 bob refused request.invalid email`. */
export function shownAnswers(text: string): string[] {
  return answersIn(text).map(({ line, userName, result, code, errors = [] }) =>
    [line, userName, result, code, ...errors.map(({ field }) => field)]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}
