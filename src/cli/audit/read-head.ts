import { usageError } from '../cli-error';

/** As the table shows it, with its name in front and the time behind (so earlier versions had it), or the head alone. */
const NOTED = /^(?:head\s+)?([1-9]\d{0,8}:[0-9a-f]{64})(?:,\s*sealed\b.*)?$/;

/** A head of a chain as somebody noted it, by whichever way he copied it. */
export function readHead(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [, head] = NOTED.exec(text.trim()) ?? [];
  if (head !== undefined) return head;
  throw usageError(
    '--head must be the head that an earlier run printed: a number, a colon and 64 hex digits, such as 42:9f86....',
  );
}
