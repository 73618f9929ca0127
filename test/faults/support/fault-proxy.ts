import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Stage } from './stage';

/**
 * Between the service and its database: it delays, swallows or refuses, which `tc` would need a kernel of its own for.
 * What is delayed stays in order, as on a longer wire.
 */
export class FaultProxy {
  /** Each way. */
  delayMs = 0;
  private isSwallowing = false;
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server: Server;

  private constructor(private readonly targetPort: number) {
    this.server = createServer((near) => {
      this.join(near);
    });
  }

  static async start(stage: Stage, targetPort: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(Number(targetPort));
    await new Promise<void>((done) => proxy.server.listen(0, '127.0.0.1', done));
    stage.atEnd(() => proxy.close());
    return proxy;
  }

  get port(): string {
    return String((this.server.address() as { port: number }).port);
  }

  /** How many connections there are. */
  get connections(): number {
    return this.pairs.size;
  }

  /** Nothing gets through any more, nor is anybody told; connections are still taken. */
  swallow(): void {
    this.isSwallowing = true;
  }

  /** What was swallowed never comes: connections of that time are of no use, and nobody says so. */
  deliver(): void {
    this.isSwallowing = false;
  }

  private join(near: Socket): void {
    const far = connect({ host: '127.0.0.1', port: this.targetPort, noDelay: true });
    near.setNoDelay(true);
    const pair = [near, far] as const;
    this.pairs.add(pair);
    this.carry(near, far);
    this.carry(far, near);
    const end = (): void => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
  }

  private carry(from: Socket, to: Socket): void {
    let isLost = false;
    from.on('data', (bytes: Buffer) => {
      // A stream with a gap is none: what comes later is lost with it.
      isLost ||= this.isSwallowing;
      if (isLost) return;
      if (this.delayMs === 0) to.write(bytes);
      else setTimeout(() => to.write(bytes), this.delayMs);
    });
  }

  private async close(): Promise<void> {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}
