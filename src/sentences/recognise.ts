import { hasWords, type Sentence, type SentenceValue } from './sentence';

/** Longer ones are nobody's sentence. In characters. */
const LONGEST_TEXT = 8192;
/** Of letters that a template must bring itself: `{0} or {1}` would be found everywhere. */
const LEAST_LETTERS = 15;
const LEAST_LETTERS_INSIDE = 6;
/** Of sentences in sentences. */
const DEEPEST = 3;

interface Template {
  readonly text: string;
  /** What stands between the values, and before and behind them. */
  readonly parts: readonly string[];
  readonly letters: number;
}

/**
 * Finds the sentence that an English text was written from, for what is kept or answered as text alone. Of several that fit it
 * takes the one that says most itself. Its time grows with the text's length, whatever stands in it.
 * @param texts as `say` makes them, with `{0}`, `{1}` and so on in order
 */
export function recogniserOf(texts: Iterable<string>): (english: string) => Sentence | undefined {
  const templates = [...texts].filter(hasWords).map(toTemplate).sort(bySayingMost);

  const find = (english: string, depth: number): Sentence | undefined => {
    if (english.length > LONGEST_TEXT || depth > DEEPEST) return undefined;
    for (const template of templates) {
      const values = fits(template, depth) ? valuesIn(english, template.parts) : undefined;
      if (values) return { text: template.text, values: values.map((value) => inside(value, depth)) };
    }
    return undefined;
  };
  const inside = (value: string, depth: number): SentenceValue => find(value, depth + 1) ?? value;
  return (english) => find(english, 0);
}

function toTemplate(text: string): Template {
  const parts = text.split(/\{\d+\}/);
  return { text, parts, letters: parts.join('').replace(/[^\p{L}]/gu, '').length };
}

function bySayingMost(one: Template, other: Template): number {
  return other.letters - one.letters;
}

/** Inside another only what begins with its own words: a value that somebody else chose is to stay as it is. */
function fits({ parts, letters }: Template, depth: number): boolean {
  if (depth === 0) return parts.length === 1 || letters >= LEAST_LETTERS;
  return parts.length === 1 || (parts[0] !== '' && letters >= LEAST_LETTERS_INSIDE);
}

function valuesIn(english: string, parts: readonly string[]): string[] | undefined {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return english === first ? [] : undefined;
  const end = english.length - last.length;
  if (first.length > end || !english.startsWith(first) || !english.endsWith(last)) return undefined;
  const values: string[] = [];
  let place = first.length;
  for (const part of others) {
    const found = english.indexOf(part, place);
    if (found < 0 || found + part.length > end) return undefined;
    values.push(english.slice(place, found));
    place = found + part.length;
  }
  return [...values, english.slice(place, end)];
}
