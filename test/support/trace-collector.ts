import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface JsonAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string };
}

/** As OTLP has it in JSON. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly JsonAttribute[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly JsonAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly CollectedSpan[] }[];
  }[];
}

/** Takes traces by OTLP over HTTP, in JSON. */
export class TraceCollector {
  readonly bodies: string[] = [];
  readonly paths: (string | undefined)[] = [];
  private readonly server: Server;
  private waiting: (() => void)[] = [];

  private constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.paths.push(request.url);
        this.bodies.push(body);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
        for (const tell of this.waiting.splice(0)) tell();
      });
    });
  }

  static async start(): Promise<TraceCollector> {
    const collector = new TraceCollector();
    await new Promise<void>((done) => collector.server.listen(0, '127.0.0.1', done));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get spans(): CollectedSpan[] {
    return this.exports().flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  /** Of the service that sent them. */
  get resource(): Record<string, unknown> {
    return attributesOf(this.exports()[0]?.resourceSpans[0]?.resource);
  }

  /** Once it has come. */
  async find(isMeant: (span: CollectedSpan) => boolean): Promise<CollectedSpan> {
    for (;;) {
      const found = this.spans.find(isMeant);
      if (found) return found;
      await new Promise<void>((come) => this.waiting.push(come));
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private exports(): Export[] {
    return this.bodies.map((body) => JSON.parse(body) as Export);
  }
}

export function attributesOf(
  of: { readonly attributes: readonly JsonAttribute[] } | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    (of?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
  );
}
