import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { OutgoingHttp } from '../outgoing/outgoing-http';
import { connectionFailed } from '../outgoing/unreachable';
import { inWords, say } from '../sentences/sentence';
import { Clock } from '../settings/clock';
import { inTime } from '../settings/in-time';

/** As the receiver gets it; the id stays the same however often it is sent. */
export interface Message {
  readonly id: string;
  readonly url: string;
  readonly payload: string;
}

/** What came of one sending. */
export interface Attempt {
  /** Null: none came. */
  readonly status: number | null;
  readonly milliseconds: number;
  /** In words that end a sentence; null where it was delivered. */
  readonly failure: string | null;
}

/** Sends a message as Standard Webhooks says: signed, and taken for delivered by any status of 2xx. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly clock: Clock,
    private readonly outgoing: OutgoingHttp,
  ) {}

  /**
   * Never throws for what the receiver does.
   * @param secrets each signs it
   * @param timeoutMs from the name's look-up to the head of the answer
   * @param stop ends it sooner, as a failure
   */
  async run(
    message: Message,
    secrets: readonly string[],
    timeoutMs: number,
    stop?: AbortSignal,
  ): Promise<Attempt> {
    if (secrets.length === 0) return { status: null, milliseconds: 0, failure: NO_SECRET };
    const started = performance.now();
    const post = (signal: AbortSignal) =>
      this.post(message, secrets, signal).catch((error: unknown) => ({
        status: null,
        failure: signal.aborted
          ? inWords(say`no answer came within ${timeoutMs / 1000} s`)
          : connectionFailed(error).message,
      }));
    const outcome = await inTime(timeoutMs, post, stop);
    return { ...outcome, milliseconds: Math.round(performance.now() - started) };
  }

  private async post(
    { id, url, payload }: Message,
    secrets: readonly string[],
    signal: AbortSignal,
  ): Promise<Pick<Attempt, 'status' | 'failure'>> {
    const sentAt = this.clock.now();
    const signatures = secrets.map((secret) => new Webhook(secret).sign(id, sentAt, payload));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'ram-sso',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    };
    const response = await this.outgoing.send(
      new URL(url),
      { method: 'POST', headers, body: payload },
      signal,
    );
    // Of the answer's body nothing is of use, however long it is.
    response.destroy();
    const status = response.statusCode ?? null;
    return { status, failure: failureOf(status) };
  }
}

const NO_SECRET = inWords(say`it has no secret to be signed with: rotate it`);

function failureOf(status: number | null): string | null {
  if (status === null) return inWords(say`its host answered without a status`);
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return inWords(
      say`its host answered with status ${status}, and no redirect is followed: register the address that it leads to`,
    );
  return inWords(say`its host answered with status ${status} instead of 2xx`);
}
