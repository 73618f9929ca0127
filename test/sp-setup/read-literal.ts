/** What a language makes of a literal, by its own rules; each throws at whatever would be more than one. */

/** Quotes of every sort that PowerShell takes for a single one. */
const POWERSHELL_QUOTES = "['\u2018\u2019\u201a\u201b]";

export function readPowershell(literal: string): string {
  // Windows PowerShell reads a file without a byte order mark in the system's code page.
  if (/[^ -~]/.test(literal)) throw new Error(`not ASCII: ${literal}`);
  const joined = /^\(('.*)\)$/.exec(literal)?.[1] ?? literal;
  const parts = new RegExp(
    `${POWERSHELL_QUOTES}((?:[^'\u2018-\u201b]|${POWERSHELL_QUOTES}{2})*)${POWERSHELL_QUOTES}|\\[char\\]0x([0-9a-f]{4})`,
    'y',
  );
  let value = '';
  while (parts.lastIndex < joined.length) {
    const match = parts.exec(joined);
    if (!match) throw new Error(`no literal of PowerShell: ${literal}`);
    const [, text, code] = match;
    value +=
      code === undefined
        ? (text ?? '').replace(/(['\u2018-\u201b])./g, '$1')
        : String.fromCharCode(parseInt(code, 16));
    if (parts.lastIndex === joined.length) break;
    if (!joined.startsWith(' + ', parts.lastIndex)) throw new Error(`no literal of PowerShell: ${literal}`);
    parts.lastIndex += 3;
  }
  return value;
}

export function readHcl(literal: string): string {
  const inside = /^"((?:[^"\\\p{Cc}]|\\(?:["\\nrt]|u[0-9a-f]{4}))*)"$/u.exec(literal)?.[1];
  if (inside === undefined) throw new Error(`no literal of HCL: ${literal}`);
  return inside
    .replace(/([$%]+)\{/g, (_, signs: string) => {
      if (signs.length < 2) throw new Error(`a template begins in ${literal}`);
      return `${signs.slice(1)}{`;
    })
    .replace(/\\(u[0-9a-f]{4}|.)/g, (_, escape: string) => {
      if (escape.length > 1) return String.fromCharCode(parseInt(escape.slice(1), 16));
      return { n: '\n', r: '\r', t: '\t' }[escape] ?? escape;
    });
}

export function readPhp(literal: string): string {
  const inside = /^'((?:[^'\\]|\\['\\])*)'$/.exec(literal)?.[1];
  if (inside === undefined) throw new Error(`no literal of PHP: ${literal}`);
  return inside.replace(/\\(['\\])/g, '$1');
}
