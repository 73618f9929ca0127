import fc from 'fast-check';
import { checkJsonShape } from '../../src/http/json-shape';

const check = (text: string) => {
  checkJsonShape(text, 'body');
};

describe('fields that appear twice', () => {
  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"a":{"b":1 , "b"\n:2}}',
    '[{"a":[],"a":[]}]',
    '{"a\\"":1,"b":"}","a\\"":2}',
    '{"__proto__":1,"__proto__":2}',
  ])('are refused: %s', (text) => {
    expect(() => {
      check(text);
    }).toThrow(expect.objectContaining({ code: 'request.invalid' }) as Error);
  });

  it.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"\\"a\\":","c":["a","a"]}',
    '"a"',
    '7',
    '{}',
  ])('are not seen where there are none: %s', (text) => {
    check(text);
  });

  it('are not seen in anything that was written from values', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat({ max: 3 }), (text, indent) => {
        check(JSON.stringify(JSON.parse(text), null, indent));
      }),
    );
  });

  it('are looked for in a large text too', () => {
    const text = JSON.stringify({ xml: '<a b="c">\n'.repeat(3_000_000) });
    check(text);
  });
});

describe('the shape of a body', () => {
  const refused = (text: string) => {
    expect(() => {
      check(text);
    }).toThrow(expect.objectContaining({ code: 'request.invalid' }) as Error);
  };

  it.each([
    ['lists in one another', '['.repeat(20_000_000)],
    ['objects in one another', '{"a":'.repeat(10_000_000)],
    ['empty lists', `[${'[],'.repeat(10_000_000)}`],
    ['empty objects', `[${'{},'.repeat(10_000_000)}`],
    ['numbers', `[${'1,'.repeat(20_000_000)}`],
  ])('is refused at its limit, however much comes: %s', (_, text) => {
    refused(text);
  });

  it('is the depth and the count that every resource keeps within', () => {
    check(`${'['.repeat(32)}1${']'.repeat(32)}`);
    refused(`${'['.repeat(33)}1${']'.repeat(33)}`);
    check(`[${'1,'.repeat(20_000)}1]`);
    refused(`[${'1,'.repeat(20_001)}1]`);
  });

  it.each(['{"a', '"a\\', '{"\\u00":1}', ']]]', '', '{"a":1,,'])(
    'is not asked of what is no JSON: %j',
    (text) => {
      check(text);
    },
  );
});
