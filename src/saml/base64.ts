const WHITESPACE = /[ \t\r\n]+/g;

/** RFC 4648, section 4, with padding; line ends and blanks are tolerated (RFC 2045), any other character is not. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Node skips what it doesn't know and forgives missing padding: only what encodes back to the same text was Base64.
  const written = bytes.toString('base64');
  return written === text || written === text.replace(WHITESPACE, '') ? bytes : undefined;
}
