import fc from 'fast-check';
import { CSV_FIELDS, readCell, writeCell } from '../../../src/ram-users/import/csv-fields';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1", "''@x"])(
  'writes %j as no formula, and reads it as it was',
  (text) => {
    for (const field of ['displayName', 'email', 'comments'] as const) {
      expect(writeCell(field, text)).toBe(`'${text}`);
      expect(readCell(field, `'${text}`)).toBe(text);
    }
  },
);

it.each(['Alice', "'Alice", "O'Neil", "'", '1=1', ''])('writes and reads %j as it is', (text) => {
  expect(writeCell('displayName', text)).toBe(text);
  expect(readCell('displayName', text)).toBe(text);
});

it('leaves phone numbers alone: no spreadsheet runs one', () => {
  expect(writeCell('mobilePhone', '+49 151 1')).toBe('+49 151 1');
});

it('reads what it wrote, whatever that is', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '@', '-', 'a', '\t', '\n', ' ') });
  fc.assert(
    fc.property(fc.constantFrom(...CSV_FIELDS), text, (field, value) => {
      expect(readCell(field, writeCell(field, value))).toBe(value);
    }),
  );
});
