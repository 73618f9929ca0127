/** Lines of comment, one for each sentence of ours. */
export function commented(mark: string, sentences: readonly string[]): string[] {
  return sentences.map((sentence) => `${mark} ${sentence}`);
}

/** Settings below each other, with their signs of equality in one column. */
export function aligned(indent: string, settings: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...settings.map(([name]) => name.length));
  return settings.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
}
