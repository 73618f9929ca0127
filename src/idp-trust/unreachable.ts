import { Problem } from '../http/problem';

/** @param reason what went wrong on the way, and nothing of what came back */
export function unreachable(reason: string, cause?: unknown): Problem {
  return new Problem(
    'idp.metadata_unreachable',
    `The metadata could not be fetched: ${reason}. Correct metadataUrl, or upload the document itself as metadataXml.`,
    { cause },
  );
}
