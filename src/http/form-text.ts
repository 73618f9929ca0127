/**
 * The fields of an `application/x-www-form-urlencoded` body (WHATWG URL, 5.1), as `URLSearchParams` reads them, which is made for short
 * texts: a posted SAMLResponse is one value of some thousand characters.
 */
export function readFormText(text: string): [name: string, value: string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decode(pair), '']
        : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

function decode(encoded: string): string {
  const spaced = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // Not UTF-8, or a lone percent sign: the standard has an answer for these too.
    return new URLSearchParams(`value=${encoded}`).get('value') ?? '';
  }
}
