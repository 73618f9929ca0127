/**
 * By the URL standard; undefined where the text is none. `URL.canParse` would answer for another text: once V8 has compiled its
 * caller, Node 20 takes letters from U+0080 to U+00FF for bytes of UTF-8.
 */
export function readUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
