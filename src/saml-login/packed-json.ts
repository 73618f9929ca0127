import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Several times what any form may hold and its report can be. */
const MOST_OCTETS = 8 * 1024 * 1024;

/** In octets to be sealed: compressed, since nothing is afterwards. */
export function packJson(value: object): Promise<Buffer> {
  return deflate(JSON.stringify(value));
}

/** @param packed as `packJson` made it: what was sealed by us is read without being judged again */
export async function unpackJson(packed: Buffer): Promise<unknown> {
  return JSON.parse((await inflate(packed, { maxOutputLength: MOST_OCTETS })).toString());
}
