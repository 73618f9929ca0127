/** What a request was answered, as far as a trace may tell it: no user, no address, no secret. */
export interface AnswerFacts {
  readonly status: number;
  /** Of the problem that was answered. */
  readonly code: string | undefined;
  readonly requestId: string;
  /** Undefined unless tenants may be named. */
  readonly tenant: string | undefined;
}

/** By which a line of the log and a trace are laid side by side. */
export interface TraceIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** The trace of one request, until it was answered. */
export interface RequestTrace {
  /** Whatever is done within it, also later, belongs to the request. */
  run<T>(work: () => T): T;
  end(facts: AnswerFacts): void;
}

/** Where traces go. */
export interface Traces {
  /** @param headers that may say whose trace it is a part of: undefined where whoever sent them is not believed */
  begin(method: string, route: string, headers: object | undefined): RequestTrace;
  /** A step of the request under way that is over. @param beganAt as `performance.now` has it, like the other */
  noteStep(name: string, beganAt: number, endedAt: number): void;
  /** Of what is under way; undefined outside of a request. */
  findIds(): TraceIds | undefined;
  /** Sends what is not sent yet, where it is taken soon. */
  close(): Promise<void>;
}

/** Traces, where the environment asks for them: otherwise there are none, nothing is loaded for them and nothing made. */
export class Tracing {
  constructor(readonly traces: Traces | undefined) {}
}
