import fc from 'fast-check';

type Edit = (bytes: Buffer) => Buffer;

const INTERESTING = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '=',
  ' ',
  '\0',
  '\r',
  '\n',
  '\t',
  ':',
  '#',
  ';',
  ']',
  '!',
  '?',
  '-',
];

const at = (bytes: Buffer, place: number) => (bytes.length === 0 ? 0 : place % bytes.length);

const flipped: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(), fc.integer({ min: 0, max: 7 }))
  .map(([place, bit]) => (bytes) => {
    const changed = Buffer.from(bytes);
    const index = at(bytes, place);
    changed[index] = (changed[index] ?? 0) ^ (1 << bit);
    return changed;
  });

const put: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.nat(),
    fc.oneof(
      fc.constantFrom(...INTERESTING).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 4 }),
    ),
  )
  .map(([place, content]) => (bytes) => {
    const index = at(bytes, place);
    return Buffer.concat([bytes.subarray(0, index), content, bytes.subarray(index)]);
  });

const cut: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 40 }))
  .map(([place, length]) => (bytes) => {
    const index = at(bytes, place);
    return Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + length)]);
  });

const copied: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 2000 }), fc.nat())
  .map(([from, length, to]) => (bytes) => {
    const start = at(bytes, from);
    const index = at(bytes, to);
    const part = bytes.subarray(start, start + length);
    return Buffer.concat([bytes.subarray(0, index), part, bytes.subarray(index)]);
  });

/** One to six changes of bytes: flipped bits, bytes put in, taken out or copied elsewhere. */
export function byteMutant(originals: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const edits = fc.array(fc.oneof(flipped, put, cut, copied), { minLength: 1, maxLength: 6 });
  return fc
    .tuple(fc.constantFrom(...originals), edits)
    .map(([original, each]) => each.reduce((bytes, edit) => edit(bytes), original));
}
