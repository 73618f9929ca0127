import { cutText } from '../saml/cut-text';

const TEXT_LIMIT = 1024;
const LIST_LIMIT = 100;
const DEPTH_LIMIT = 6;
const DETAILS_BYTES = 32 * 1024;
/** Beside each name and value: a comma or a colon, and the brackets of a list or an object. */
const PUNCTUATION_BYTES = 2;
/** NUL, and halves of surrogate pairs. */
const NO_TEXT = /[\0\p{Surrogate}]/gu;

/**
 * What Postgres takes as text: no NUL, no lone surrogate; at most 1024 characters, and an ellipsis where it was longer. An event
 * about hostile input must be writable whatever the input was.
 */
export function storableText(text: string): string {
  return cutText(text, TEXT_LIMIT).replace(NO_TEXT, '\uFFFD');
}

/**
 * Details as they are stored: every text in them storable, lists of at most 100 entries, six levels deep. Of what would be over 32 KiB of
 * JSON there is what stands in front: whoever reads thousands of events at once knows what they come to.
 */
export function storableDetails(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return new Details().object(details, DEPTH_LIMIT);
}

class Details {
  private left = DETAILS_BYTES - PUNCTUATION_BYTES;

  object(object: object, depth: number): Record<string, unknown> {
    const stored = Object.entries(object)
      .slice(0, LIST_LIMIT)
      .map(([name, value]) => {
        const key = storableText(name);
        return [key, this.fits(key) ? this.value(value, depth - 1) : undefined] as const;
      });
    return Object.fromEntries(stored.filter(([, value]) => value !== undefined));
  }

  private list(list: readonly unknown[], depth: number): unknown[] {
    const stored: unknown[] = [];
    for (const entry of list.slice(0, LIST_LIMIT)) {
      const found = this.value(entry, depth - 1) ?? null;
      if (this.left < 0 && found === null) break;
      stored.push(found);
    }
    return stored;
  }

  /** @returns undefined for what JSON has no word for, and for what there is no room for */
  private value(value: unknown, depth: number): unknown {
    if (value instanceof Date) return this.value(value.toISOString(), depth);
    const plain = typeof value === 'string' ? storableText(value) : value;
    if (plain === null || ['string', 'boolean', 'number'].includes(typeof plain))
      return this.fits(plain) ? plain : undefined;
    if (depth <= 0 || typeof plain !== 'object' || !this.fits('')) return undefined;
    return Array.isArray(plain) ? this.list(plain, depth) : this.object(plain, depth);
  }

  /** Once something did not, nothing behind it does. */
  private fits(plain: unknown): boolean {
    this.left -= Buffer.byteLength(JSON.stringify(plain)) + PUNCTUATION_BYTES;
    return this.left >= 0;
  }
}
