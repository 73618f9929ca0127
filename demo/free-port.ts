import { createServer } from 'node:net';

/** The wished port where nothing listens on it, else one that the system picks; 0 wishes for none. */
export async function freePort(wished: number): Promise<number> {
  // A browser tries both for `localhost`, so both must be free.
  if (wished !== 0 && (await canListen(wished, '127.0.0.1')) && (await canListen(wished, '::1')))
    return wished;
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('The system gave no port.'));
      });
    });
  });
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has nothing listening there either.
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
