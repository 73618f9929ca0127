/** One request of a load, as the loader is given it. */
export interface LoadRequest {
  /** What it is, by which its answers are counted. */
  readonly kind: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests to one server, each sent once, over connections that are kept open. */
export interface Load {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  /** Undefined: each connection sends its next request as soon as the last one is answered. */
  readonly perSecond?: number;
  /** What of an answer's headers says that somebody is signed in: a regular expression. */
  readonly session: string;
  readonly requests: readonly LoadRequest[];
}

/** How often a kind of request was answered in this way. */
export interface AnswerCount {
  readonly kind: string;
  readonly status: number;
  /** The answer says that somebody is signed in. */
  readonly hasSession: boolean;
  readonly count: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** Of each request, sorted. */
  readonly milliseconds: readonly number[];
  readonly answers: readonly AnswerCount[];
}

/** A form for an ACS, as a browser posts it. */
export function formRequest(acsUrl: string, response: string, kind = 'good'): LoadRequest {
  return {
    kind,
    method: 'POST',
    path: new URL(acsUrl).pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ SAMLResponse: response }).toString(),
  };
}
