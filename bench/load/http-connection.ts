import { connect, type Socket } from 'node:net';
import { AnswerReader, type HttpAnswer } from './http-answer';

/**
 * One connection that is kept open, one request at a time. It is cheaper than Node's own client, which would take a core that
 * the measured service needs.
 */
export class HttpConnection {
  private socket: Socket | undefined;
  private reader = new AnswerReader();
  private settle: ((outcome: HttpAnswer | Error) => void) | undefined;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** @param request all its bytes */
  ask(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.settle = (outcome) => {
        this.settle = undefined;
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      this.socket ??= this.open();
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }

  private open(): Socket {
    this.reader = new AnswerReader();
    const socket = connect({ host: this.host, port: this.port, noDelay: true });
    socket.on('data', (bytes: Buffer) => {
      const answer = this.reader.push(bytes);
      if (!answer) return;
      if (/^connection: *close/im.test(answer.headers)) this.close();
      this.settle?.(answer);
    });
    socket.on('error', (error) => {
      if (this.socket === socket) this.close();
      this.settle?.(error);
    });
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.settle?.(new Error('the server closed the connection in the middle of an answer'));
    });
    return socket;
  }
}
