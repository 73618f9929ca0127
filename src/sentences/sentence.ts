/** What may stand in a sentence: what came or is set, in no language; or another sentence. */
export type SentenceValue = string | number | Sentence;

/** A sentence for people, apart from what it tells of: so it can be said in another language than the one that it was written in. */
export interface Sentence {
  /** In English, with `{0}`, `{1}` and so on where the values stand. It is the key of the catalogues of other languages. */
  readonly text: string;
  readonly values: readonly SentenceValue[];
}

/** The text of a sentence in another language, with the same `{0}`, `{1}`; undefined where there is none. */
export type Translate = (text: string) => string | undefined;

/** A tag for templates: say`Audience ${audience}`. What is written between the values is found by a test, and must be in every catalogue. */
export function say(parts: TemplateStringsArray, ...values: readonly SentenceValue[]): Sentence {
  return { text: parts.reduce((text, part, place) => `${text}{${place - 1}}${part}`), values };
}

/** Several as one, a comma between them. */
export function listed(items: readonly SentenceValue[]): Sentence {
  return { text: items.map((_, place) => `{${place}}`).join(', '), values: items };
}

/** Any of several. */
export function eitherOf(items: readonly SentenceValue[]): Sentence {
  const [first = '', ...others] = items;
  return others.reduce<Sentence>((all, one) => say`${all} or ${one}`, say`${first}`);
}

/** In English, or as far as there is a translation in another language. Nothing in a value is taken for a place of another. */
export function inWords({ text, values }: Sentence, translate: Translate = () => undefined): string {
  return (translate(text) ?? text).replace(/\{(\d+)\}/g, (place, index: string) => {
    const value = values[Number(index)];
    if (value === undefined) return place;
    return typeof value === 'object' ? inWords(value, translate) : `${value}`;
  });
}

/** Whether it is said in that language, all that stands in it too. */
export function isTranslated({ text, values }: Sentence, translate: Translate): boolean {
  const isSaid = !hasWords(text) || translate(text) !== undefined;
  return isSaid && values.every((value) => typeof value !== 'object' || isTranslated(value, translate));
}

/** Whether anything stands there but values. */
export function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{\d+\}/g, ''));
}
