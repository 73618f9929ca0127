import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { Sweeper } from '../../src/database/sweeper';
import type { TestApp } from './app';
import type { DocumentServer } from './document-server';

export interface ExportedEvent {
  readonly arrival: number;
  readonly tenantId: string | null;
  readonly tenant: string | null;
  readonly id: string;
  readonly type: string;
}

/** Every line that is whole; a torn one is left out, as whoever reads such a file does. */
export function eventsIn(text: string): ExportedEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as ExportedEvent];
    } catch {
      return [];
    }
  });
}

export function exportedTo(path: string): ExportedEvent[] {
  return existsSync(path) ? eventsIn(readFileSync(path, 'utf8')) : [];
}

/** By the sweeper, as it is in the service. */
export function sweep(...nodes: readonly TestApp[]): Promise<unknown> {
  return Promise.all(nodes.map((node) => node.nest.get(Sweeper).sweepAll()));
}

/** The ids of all events that there are, in the order of their arrival; what is moved to another partition just then among them. */
export async function allIds(app: TestApp): Promise<string[]> {
  return app.dataSource.transaction(async (tx) => {
    await tx.query('LOCK TABLE audit_events IN ACCESS SHARE MODE');
    const rows = await tx.query<{ id: string }[]>('SELECT id FROM audit_events ORDER BY arrival');
    return rows.map(({ id }) => id);
  });
}

export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** On a server of the test's own: takes what comes, and then answers, or does what it was told to do instead. */
export class ExportReceiver {
  readonly deliveries: Delivery[] = [];
  readonly url: string;
  answer: RequestListener = (_, response) => response.writeHead(204).end();
  private readonly arrived: (() => void)[] = [];

  constructor(server: DocumentServer) {
    this.url = server.answer('/events', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = request.headers as Record<string, string>;
        this.deliveries.push({ headers, body: Buffer.concat(chunks).toString() });
        this.answer(request, response);
        for (const go of this.arrived.splice(0)) go();
      });
    });
  }

  /** The next one. */
  delivery(): Promise<void> {
    return new Promise((go) => this.arrived.push(go));
  }

  events(): ExportedEvent[] {
    return this.deliveries.flatMap(({ body }) => eventsIn(body));
  }
}
