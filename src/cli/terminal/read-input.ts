import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createReadStream } from 'node:fs';
import { usageError } from '../cli-error';
import type { CliHost } from '../host';

/** The whole of a file, or of standard input where the name is `-`. */
export async function readInput(host: CliHost, name: string, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (await openInput(host, name)) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes)
      throw usageError(`${sayName(name)} is too large: at most ${limitBytes} bytes are taken.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file, or standard input where the name is `-`, to be read as it comes. */
export async function openInput({ stdin, signal }: CliHost, name: string): Promise<Readable> {
  if (name === '-') return stdin;
  try {
    // Opened here, so that a missing file is said before anything else happens.
    const file = await open(name, 'r');
    if ((await file.stat()).isDirectory()) {
      await file.close();
      throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
    }
    return createReadStream(name, { fd: file, signal });
  } catch (error) {
    throw usageError(`${name} can not be read: ${isAddress(name) ? AN_ADDRESS : reasonOf(error)}.`);
  }
}

export function sayName(name: string): string {
  return name === '-' ? 'standard input' : name;
}

const AN_ADDRESS =
  'it is an address, and a file is meant (idp set takes an address by --url; else fetch it first: curl -fsS ADDRESS -o FILE)';

function isAddress(name: string): boolean {
  return /^https?:\/\//i.test(name);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a directory',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
