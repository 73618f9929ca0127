export interface HttpAnswer {
  readonly status: number;
  /** Raw, from the first header on. */
  readonly headers: string;
}

interface Head extends HttpAnswer {
  readonly length: number;
  readonly isChunked: boolean;
}

const BREAK = '\r\n';
const END_OF_HEAD = '\r\n\r\n';

/** Answers out of the bytes of one connection (RFC 9112): their bodies are skipped, not kept. */
export class AnswerReader {
  private waiting: Buffer = Buffer.alloc(0);
  private head: Head | undefined;

  /** @returns the answer that these bytes complete; undefined while some are missing */
  push(bytes: Buffer): HttpAnswer | undefined {
    this.waiting = this.waiting.length === 0 ? bytes : Buffer.concat([this.waiting, bytes]);
    this.head ??= this.takeHead();
    if (!this.head) return undefined;
    const { isChunked, length, status, headers } = this.head;
    const end = isChunked ? endOfChunks(this.waiting) : length;
    if (end === undefined || this.waiting.length < end) return undefined;
    this.waiting = this.waiting.subarray(end);
    this.head = undefined;
    return { status, headers };
  }

  private takeHead(): Head | undefined {
    const end = this.waiting.indexOf(END_OF_HEAD);
    if (end < 0) return undefined;
    const text = this.waiting.toString('latin1', 0, end);
    this.waiting = this.waiting.subarray(end + END_OF_HEAD.length);
    const firstBreak = text.indexOf(BREAK);
    const headers = firstBreak < 0 ? '' : text.slice(firstBreak + BREAK.length);
    return {
      status: Number(text.slice(9, 12)),
      headers,
      length: Number(/^content-length: *(\d+)/im.exec(headers)?.[1] ?? 0),
      isChunked: /^transfer-encoding: *chunked/im.test(headers),
    };
  }
}

/** Undefined while the last chunk is missing. */
function endOfChunks(bytes: Buffer): number | undefined {
  for (let at = 0; ;) {
    const endOfSize = bytes.indexOf(BREAK, at);
    if (endOfSize < 0) return undefined;
    const size = parseInt(bytes.toString('latin1', at, endOfSize), 16);
    at = endOfSize + BREAK.length + size + BREAK.length;
    if (size === 0) return at <= bytes.length ? at : undefined;
    if (at > bytes.length) return undefined;
  }
}
