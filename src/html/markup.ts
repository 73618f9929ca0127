/** HTML that may be sent as it stands. A class with a private field, so no other object passes for one. */
class SafeMarkup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Markup = SafeMarkup;

export type HtmlValue = string | number | Markup | readonly HtmlValue[] | null | undefined | false;

/**
 * Every value is escaped for text and for double-quoted attributes, the two places where a template may put one;
 * lists are joined, and null, undefined and false leave nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  const written = strings.map((text, index) => text + render(values[index]));
  return new SafeMarkup(written.join(''));
}

/** Vouches for a constant of our own, where the tag would escape it: a style sheet or a script. Never for input. */
export function trustedMarkup(text: string): Markup {
  return new SafeMarkup(text);
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof SafeMarkup) return value.toString();
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
