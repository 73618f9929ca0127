import { Injectable } from '@nestjs/common';

/** How much one document of metadata may cost us to read. */
@Injectable()
export class ReadingLimits {
  /** What is no longer is read at once, within a few milliseconds: a thread of its own takes ten times that to begin. */
  readonly inlineBytes: number = 256 * 1024;
  /** Documents that wait for their turn, each in memory as a whole. */
  readonly waiting: number = 16;
  /** Of one tenant. */
  readonly waitingEach: number = 4;
  /** Of one document's turn; the largest takes a second or two. */
  readonly timeoutMs: number = 30_000;
  /** Of a thread's memory, in megabytes. */
  readonly heap: { readonly old: number; readonly young: number } = { old: 320, young: 16 };
}
