import type { FoundRequest } from '../sign-in.repository';

/** Of a refused response, what is needed to judge it again as if it came at that moment. */
export interface Arrival {
  /** The form field, as it was posted. */
  readonly samlResponse: string;
  readonly arrivedAt: Date;
  readonly ip: string;
  /** Came with the RelayState of a test that has ended, so that unsolicited responses were refused. */
  readonly isOfTest: boolean;
  readonly memory: ArrivalMemory;
}

/** What was remembered here of the request and of the assertion when the response came. */
export interface ArrivalMemory {
  /** Which request it names; undefined where it names none, or none that could be read. */
  readonly inResponseTo: string | undefined;
  /** Null where no such request was known. */
  readonly request: RememberedRequest | null;
  readonly isReplayed: boolean;
}

export interface RememberedRequest {
  readonly isFresh: boolean;
  readonly isThisBrowsers: boolean;
  readonly isAnswered: boolean;
}

/** As the decision on a login asks for it. */
export function asFoundRequest(request: RememberedRequest | null): FoundRequest | null {
  if (!request) return null;
  const { isFresh, isThisBrowsers, isAnswered } = request;
  return { target: '', isFresh, isThisBrowsers, answeredBy: isAnswered ? Buffer.alloc(0) : null };
}

/** The request that it answers for the browser that began it: what was encrypted for that request may be shown. */
export function answeredRequest({ inResponseTo, request }: ArrivalMemory): string | undefined {
  return request?.isThisBrowsers ? inResponseTo : undefined;
}
