/** A stretch of a document. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Markup {
  readonly elements: readonly Range[];
  readonly startTags: readonly Range[];
  readonly attributes: readonly Range[];
  readonly texts: readonly Range[];
}

const TOKEN = /<!--[\s\S]*?-->|<\/[^>]*>|<[^>]*>|[^<]+/g;
const ATTRIBUTE = /\s[\w:.-]+="[^"]*"/g;

/** Where the elements, tags, attributes and texts of a document are, read loosely: mutants need not be well-formed. */
export function findMarkup(xml: string): Markup {
  const elements: Range[] = [];
  const startTags: Range[] = [];
  const attributes: Range[] = [];
  const texts: Range[] = [];
  const open: number[] = [];
  for (const { 0: token, index: start } of xml.matchAll(TOKEN)) {
    const end = start + token.length;
    if (!token.startsWith('<')) texts.push({ start, end });
    else if (token.startsWith('</')) elements.push({ start: open.pop() ?? start, end });
    else if (!/^<[!?]/.test(token)) {
      startTags.push({ start, end });
      for (const found of token.matchAll(ATTRIBUTE)) {
        const at = start + found.index;
        attributes.push({ start: at, end: at + found[0].length });
      }
      if (token.endsWith('/>')) elements.push({ start, end });
      else open.push(start);
    }
  }
  return { elements, startTags, attributes, texts };
}

export const textAt = (xml: string, { start, end }: Range) => xml.slice(start, end);

export const replaced = (xml: string, { start, end }: Range, by: string) =>
  xml.slice(0, start) + by + xml.slice(end);

/** One of the list, by any number; undefined of an empty one. */
export const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length];
