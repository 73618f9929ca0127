import { Injectable } from '@nestjs/common';

/** How much a receiver may cost us. */
@Injectable()
export class DeliveryLimits {
  /** From the name's look-up to the head of the answer. */
  readonly timeoutMs: number = 10_000;
  /** The same of a test, for which an administrator waits. */
  readonly testTimeoutMs: number = 5_000;
}
