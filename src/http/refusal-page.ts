import type { Page } from '../html/page';
import type { Sentence } from '../sentences/sentence';
import type { ProblemCode } from './codes';
import type { RamRequest } from './request';

/** What a page may tell a browser of a refusal. */
export interface RefusedRequest {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** The detail, to be said in any language. */
  readonly said: Sentence;
  readonly requestId: string;
  /** Without the query. */
  readonly path: string;
}

/** Writes the page of a refusal. The rooms with pages are above this one: start-up fills it in. */
export type RefusalPage = (refused: RefusedRequest, request: RamRequest) => Page;
