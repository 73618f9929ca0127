/** One change of a good document; a change that changes nothing, or more than one place, fails the test that asks for it. */
export function change(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`Expected ${from} once, found it ${parts.length - 1} times`);
  return parts.join(to);
}
