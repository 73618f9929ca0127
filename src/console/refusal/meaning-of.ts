import { codes, type ProblemCode } from '../../http/codes';
import type { Screen } from '../screen/screen';

/** What a code says, in the viewer's language; of one that was kept by another version, the code itself. */
export function meaningOf({ texts }: Screen, code: string): string {
  return isProblemCode(code) ? texts.refused.byCode[code] : code;
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(codes, code);
}
