/** What a key of audit seals is sealed for, under the master key. */
export function sealKeyPurpose(id: string): string {
  return `audit-seal-key:${id}`;
}
