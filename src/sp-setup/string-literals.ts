/** A value of a tenant as a literal of each language: whatever is in it stays data. */

/** bash, dash and zsh: nothing counts between single quotes but the next one. */
export function shellLiteral(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * PowerShell, in ASCII alone. Windows PowerShell takes a script without a byte order mark for the system's code page, where the bytes of
 * a harmless letter can be a typographic quote, and those (U+2018 to U+201B) end a string too: what is not ASCII is named by its
 * number.
 */
export function powershellLiteral(value: string): string {
  const parts = value.match(/[ -~]+|[^ -~]/g) ?? [];
  const written = parts.map((part) => (/^[ -~]/.test(part) ? quoted(part) : charCode(part)));
  if (written.length === 0) return "''";
  const [first = ''] = written;
  if (written.length === 1 && first.startsWith("'")) return first;
  // A string first, so that `+` joins and does not add numbers.
  return `(${[...(first.startsWith("'") ? [] : ["''"]), ...written].join(' + ')})`;
}

/** Terraform (HCL, in UTF-8): with the signs doubled that would begin a template, `${` and `%{`. */
export function hclLiteral(value: string): string {
  const escaped = value
    .replace(/["\\]/g, (character) => `\\${character}`)
    .replace(/[$%](?=\{)/g, (sign) => sign + sign)
    .replace(/\p{Cc}/gu, (character) => `\\u${hex(character)}`);
  return `"${escaped}"`;
}

/** PHP: between single quotes only those and the backslash count, so that no variable is looked for. */
export function phpLiteral(value: string): string {
  return `'${value.replace(/['\\]/g, (character) => `\\${character}`)}'`;
}

/** JSON in ASCII alone, for wherever the encoding on the way is not known. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${hex(unit)}`);
}

/**
 * A literal of AD FS's claim rules, which have no escapes for the two characters that no URI may hold anyway (RFC 3986, appendix A):
 * they are percent-encoded.
 */
export function claimRuleUri(uri: string): string {
  return `"${uri.replaceAll('"', '%22').replaceAll('\\', '%5C')}"`;
}

function quoted(ascii: string): string {
  return `'${ascii.replaceAll("'", "''")}'`;
}

function charCode(unit: string): string {
  return `[char]0x${hex(unit)}`;
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}
