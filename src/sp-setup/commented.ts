/** Lines of comment, one for each sentence of ours. */
export function commented(mark: string, sentences: readonly string[]): string[] {
  return sentences.map((sentence) => `${mark} ${sentence}`);
}
