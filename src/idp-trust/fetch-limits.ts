import { Injectable } from '@nestjs/common';
import { METADATA_BYTES } from '../saml/limits';

/** How much somebody else's server may cost us. */
@Injectable()
export class FetchLimits {
  /** From the name's look-up to the last byte, redirects included. */
  readonly timeoutMs: number = 10_000;
  readonly bytes: number = METADATA_BYTES;
  readonly redirects: number = 3;
}
