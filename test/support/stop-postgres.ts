import { rmSync } from 'node:fs';

// eslint-disable-next-line no-restricted-syntax -- jest asks for a default export
export default async function stopPostgres(): Promise<void> {
  const server = globalThis.ramSsoTestServer;
  await server?.postgres.stop();
  if (server) rmSync(server.directory, { recursive: true, force: true });
}
