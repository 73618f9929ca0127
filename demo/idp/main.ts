import { startIdp } from './identity-provider';

/** The identity provider as a process of its own: `tsx demo/idp/main.ts [port]`; says on stdout where it listens. */
async function main(): Promise<void> {
  const idp = await startIdp({ port: Number(process.argv[2] ?? 0), host: 'localhost' });
  console.log(`listening ${idp.url}`);
  const stop = () => {
    void idp.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The parent holds the other end: when it is gone, however it went, so is this process.
  process.stdin.on('end', stop).resume();
}

void main();
