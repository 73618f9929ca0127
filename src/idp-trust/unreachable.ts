import { Problem } from '../http/problem';
import { type Sentence, say } from '../sentences/sentence';

/** @param reason what went wrong on the way, and nothing of what came back */
export function unreachable(reason: Sentence, cause?: unknown): Problem {
  return new Problem(
    'idp.metadata_unreachable',
    say`The metadata could not be fetched: ${reason}. Correct metadataUrl, or upload the document itself as metadataXml.`,
    { cause },
  );
}
