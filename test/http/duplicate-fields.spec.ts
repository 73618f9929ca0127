import fc from 'fast-check';
import { checkDuplicateFields } from '../../src/http/duplicate-fields';

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
      checkDuplicateFields(text);
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
    checkDuplicateFields(text);
  });

  it('are not seen in anything that was written from values', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat({ max: 3 }), (text, indent) => {
        checkDuplicateFields(JSON.stringify(JSON.parse(text), null, indent));
      }),
    );
  });

  it('are looked for in a large text without delay', () => {
    const text = JSON.stringify({ xml: '<a b="c">\n'.repeat(3_000_000) });
    const before = process.cpuUsage().user;
    checkDuplicateFields(text);
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(1000);
  });
});
