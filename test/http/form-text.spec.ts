import { readFormText } from '../../src/http/form-text';

/** What the platform reads is right; only a leading question mark it takes for an address's, which a body has none of. */
const expected = (text: string) => [...new URLSearchParams(`&${text}`)];

const PARTS = [
  'a',
  '=',
  '&',
  '+',
  '%',
  '%2B',
  '%2b',
  '%26',
  '%3D',
  '%20',
  '%C3%A9',
  '%C3',
  '%FF',
  '%00',
  '%zz',
  '%E2%82%AC',
  'é',
  '€',
  '😀',
];

it.each([
  ['', []],
  [
    'a=1&b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a=1&a=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['a', [['a', '']]],
  ['=1', [['', '1']]],
  ['a=b=c', [['a', 'b=c']]],
  ['&&a=1&', [['a', '1']]],
  ['a+b=c+d', [['a b', 'c d']]],
  ['a=%2B%2F%3D', [['a', '+/=']]],
  [
    'a=%C3%A9&%C3%A9=a',
    [
      ['a', 'é'],
      ['é', 'a'],
    ],
  ],
  ['a=100%', [['a', '100%']]],
  ['a=%FF', [['a', '\ufffd']]],
  ['?a=1', [['?a', '1']]],
])('%s is read as the standard says', (text, fields) => {
  expect(readFormText(text)).toEqual(fields);
  expect(readFormText(text)).toEqual(expected(text));
});

it('reads whatever it is made of as the platform does', () => {
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let run = 0; run < 5000; run += 1) {
    const text = Array.from({ length: next(12) }, () => PARTS[next(PARTS.length)] ?? '').join('');
    expect(readFormText(text)).toEqual(expected(text));
  }
});
