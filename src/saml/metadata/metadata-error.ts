import { inWords, type Sentence } from '../../sentences/sentence';
import { cutText } from '../cut-text';

/** Metadata that can't be used; the message is for the administrator who sent it: what was expected, what came, what to do. */
export class MetadataError extends Error {
  /** @param candidates the entityIDs to choose from, where the choice is what is missing; the first ones of many */
  constructor(
    readonly said: Sentence,
    readonly candidates: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(inWords(said), options);
    this.name = 'MetadataError';
  }
}

const QUOTE_LIMIT = 200;

/** A value of the document inside a message: one line, bounded. */
export function quoted(value: string): string {
  return `"${cutText(value.replace(/\s+/g, ' '), QUOTE_LIMIT)}"`;
}
