import { connect } from 'node:net';

/** Writes the text to a socket and gives all that came back once the other side closed. */
export function exchange(port: number, text: string | Buffer, isCut = false): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      if (isCut) socket.end();
    });
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', failed);
    socket.on('close', () => {
      done(answer);
    });
  });
}
