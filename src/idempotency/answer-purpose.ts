/** What an answer is sealed for: one that is put into another row does not open there. */
export function answerPurpose(id: Buffer): string {
  return `idempotent-answer:${id.toString('hex')}`;
}
