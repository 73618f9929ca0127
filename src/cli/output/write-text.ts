import { once } from 'node:events';
import type { Output } from '../host';

/** Waits where the reader is slower, so that a long list is never held whole. */
export async function writeText(output: Output, text: string | Uint8Array): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}
