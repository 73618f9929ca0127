import { Webhook } from 'standardwebhooks';
import type { OutgoingHttp } from '../outgoing/outgoing-http';
import { connectionFailed } from '../outgoing/unreachable';
import type { Clock } from '../settings/clock';
import { inTime } from '../settings/in-time';
import { ExportFailed, type Piece, type Sink } from './sink';

/** From the name's look-up to the head of the answer. */
const TIMEOUT_MS = 10_000;

/** Who we are there, in one of two ways or both. */
export interface Credentials {
  /** Each signs. */
  readonly secrets: readonly string[];
  readonly authorization: string | undefined;
}

/** Posts lines to an address of the operator's, signed as Standard Webhooks says; any status of 2xx means that it has them. */
export class UrlSink implements Sink {
  readonly kind = 'url';
  readonly pieceBytes = 512 * 1024;
  private readonly url: URL;

  constructor(
    url: string,
    private readonly credentials: Credentials,
    private readonly exportName: string,
    private readonly clock: Clock,
    private readonly outgoing: OutgoingHttp,
  ) {
    this.url = new URL(url);
  }

  async put(piece: Piece, stop: AbortSignal): Promise<void> {
    const post = (signal: AbortSignal) =>
      this.post(piece, signal).catch((error: unknown) => {
        const reason = signal.aborted
          ? `no answer came within ${TIMEOUT_MS / 1000} s`
          : connectionFailed(error).message;
        throw this.failed(reason, error);
      });
    const status = await inTime(TIMEOUT_MS, post, stop);
    if (status < 200 || status > 299) throw this.failed(`it answered ${status}${hintOf(status)}`);
  }

  private async post(piece: Piece, signal: AbortSignal): Promise<number> {
    const request = {
      method: 'POST',
      headers: this.headersOf(piece),
      body: piece.lines,
      isToOperator: true,
    } as const;
    const response = await this.outgoing.send(this.url, request, signal);
    // Of the answer's body nothing is of use, however long it is.
    response.destroy();
    return response.statusCode ?? 0;
  }

  private headersOf({ lines, firstArrival, lastArrival }: Piece): Record<string, string> {
    const { secrets, authorization } = this.credentials;
    const id = `audit-${this.exportName}-${firstArrival}-${lastArrival}`;
    const sentAt = this.clock.now();
    const signatures = secrets.map((secret) => new Webhook(secret).sign(id, sentAt, lines));
    return {
      'content-type': 'application/x-ndjson',
      'user-agent': 'ram-sso',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      ...(signatures.length === 0 ? {} : { 'webhook-signature': signatures.join(' ') }),
      ...(authorization === undefined ? {} : { authorization }),
    };
  }

  /** Path and query may hold a secret. */
  private failed(reason: string, cause?: unknown): ExportFailed {
    return new ExportFailed(
      `Audit events can not be sent to ${this.url.origin}: ${reason}. They wait.`,
      cause,
    );
  }
}

function hintOf(status: number): string {
  if (status >= 300 && status < 400) return ', a redirect, which is not followed: name where it leads';
  if (status === 401 || status === 403) return ': does it know the secret?';
  if (status === 413) return ': let it take bodies of a mebibyte';
  return '';
}
