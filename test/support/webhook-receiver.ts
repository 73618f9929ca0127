import { Webhook } from 'standardwebhooks';
import type { TestApp } from './app';
import type { DocumentServer } from './document-server';

export interface ReceivedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A receiver on a server of the test's own: what it was sent, and what it answers. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  readonly url: string;
  status = 204;
  private readonly waiting: { readonly count: number; readonly go: () => void }[] = [];

  constructor(server: DocumentServer, path = '/hook', host?: string) {
    server.answer(path, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        this.messages.push({ headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(this.status).end();
        for (const { count, go } of this.waiting) if (this.messages.length >= count) go();
      });
    });
    this.url = server.url(path, host);
  }

  /** Until so many messages have come. */
  async received(count: number): Promise<void> {
    if (this.messages.length >= count) return;
    await new Promise<void>((go) => this.waiting.push({ count, go }));
  }

  /** Of every message, as the library of Standard Webhooks reads it at the time that it was sent. */
  verified(secret: string): unknown[] {
    return this.messages.map((message) => verify(message, secret));
  }
}

/** By the library itself. Throws where the signature is not one under that secret. */
export function verify({ headers, body }: ReceivedMessage, secret: string): unknown {
  const sentAt = Number(headers['webhook-timestamp']) * 1000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(sentAt);
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    now.mockRestore();
  }
}

export interface MadeWebhook {
  readonly id: string;
  readonly secret: string;
  /** Of the webhook itself. */
  readonly path: string;
}

/** A webhook of the tenant with that alias, or of the platform. */
export async function createWebhook(app: TestApp, alias: string | null, body: object): Promise<MadeWebhook> {
  const response = await app.request('POST', webhooksPath(alias), { body });
  if (response.status !== 201) throw new Error(`expected 201, got ${response.status}: ${response.text}`);
  const { id, secret } = response.body as { id: string; secret: string };
  return { id, secret, path: `${webhooksPath(alias)}/${id}` };
}

export function webhooksPath(alias: string | null): string {
  return alias === null ? '/api/v1/webhooks' : `/api/v1/tenants/${alias}/webhooks`;
}
