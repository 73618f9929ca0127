import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { fieldProblem } from '../../http/field-problem';
import { say } from '../../sentences/sentence';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Of a file that the console takes. */
export const UPLOAD_BYTES = 16 * 1024 * 1024;

/** A file as a field of a form: the page of the preview has it with it, and no node keeps it. */
export async function keepUpload(content: Buffer): Promise<string> {
  return (await pack(content)).toString('base64');
}

/** Throws `request.invalid` where it is none of ours. */
export async function readKeptUpload(kept: string): Promise<Buffer> {
  try {
    return await unpack(Buffer.from(kept, 'base64'), { maxOutputLength: UPLOAD_BYTES });
  } catch {
    throw fieldProblem([{ field: 'content', message: say`is not what the preview has given` }]);
  }
}
