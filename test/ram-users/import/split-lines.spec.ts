import fc from 'fast-check';
import { LINE_BYTES } from '../../../src/ram-users/import/import-limits';
import { LineSplitter } from '../../../src/ram-users/import/split-lines';

type Lines = ReturnType<LineSplitter['push']>;

function split(...chunks: (string | Buffer)[]): Lines {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), ...splitter.end()];
}

const shown = (lines: Lines) => lines.map((line) => ('text' in line ? line.text : line.refused.code));

it.each<[string[], string[]]>([
  [[], []],
  [[''], []],
  [['a'], ['a']],
  [['a\n'], ['a']],
  [['a\r\nb'], ['a\r', 'b']],
  [['\n\na'], ['', '', 'a']],
  [
    ['a', 'b\nc', '\n', 'd'],
    ['ab', 'c', 'd'],
  ],
  [['\uFEFFa\n\uFEFFb'], ['a', '\uFEFFb']],
])('%j has the lines %j', (chunks, lines) => {
  expect(shown(split(...chunks))).toEqual(lines);
});

it('finds the same lines however the bytes come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'ä', '漢', '😀', '"', '\r') })),
      fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
      (texts, sizes) => {
        const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(''));
        const chunks: Buffer[] = [];
        for (let start = 0; start < bytes.length;) {
          const size = Number(sizes.next().value);
          chunks.push(bytes.subarray(start, start + size));
          start += size;
        }
        expect(shown(split(...chunks))).toEqual(texts);
      },
    ),
  );
});

it('refuses a line that is too long, wherever it is cut, keeps nothing of it, and goes on', () => {
  const long = 'x'.repeat(LINE_BYTES + 1);
  const expected = ['a', 'request.too_large', 'b'];
  expect(shown(split(`a\n${long}\nb`))).toEqual(expected);
  expect(shown(split('a\n', long, long, '\nb\n'))).toEqual(expected);
  expect(shown(split(long))).toEqual(['request.too_large']);
  expect(shown(split(long.slice(1)))).toEqual([long.slice(1)]);
  expect(split(`a\n${long}\nb`).map(({ line }) => line)).toEqual([1, 2, 3]);
});

it('refuses a line that is not UTF-8, and goes on', () => {
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xe4, 0x6c]), Buffer.from('\nb')]);
  expect(shown(split(bytes))).toEqual(['a', 'request.invalid', 'b']);
});
