import { Readable } from 'node:stream';
import { Problem } from '../../../src/http/problem';
import { IMPORT_LINES, LINE_BYTES } from '../../../src/ram-users/import/import-limits';
import { type ImportFormat, openImport } from '../../../src/ram-users/import/open-import';

type Found = [line: number, value: unknown];

async function read(format: ImportFormat, ...chunks: string[]): Promise<Found[]> {
  const lines = await openImport(format, Readable.from(chunks.map((chunk) => Buffer.from(chunk))));
  const found: Found[] = [];
  for await (const some of lines) {
    for (const line of some) found.push([line.line, 'value' in line ? line.value : line.refused.code]);
  }
  return found;
}

async function refusalOf(format: ImportFormat, ...chunks: string[]): Promise<unknown> {
  const error: unknown = await read(format, ...chunks).catch((thrown: unknown) => thrown);
  return error instanceof Problem && [error.code, ...error.errors.map(({ field }) => field)];
}

describe('NDJSON', () => {
  it('has an object a line, and says nothing on empty ones', async () => {
    expect(await read('ndjson', '{"userName":"a"}\r\n\n \n{"x":1}')).toEqual([
      [1, { userName: 'a' }],
      [4, { x: 1 }],
    ]);
    expect(await read('ndjson')).toEqual([]);
  });

  it.each(['nope', '[]', 'null', '7', '{"a":1', '{"a":1}{"a":2}', '{"a":1,"a":2}', '[['.repeat(40)])(
    'refuses %j and goes on',
    async (bad) => {
      expect(await read('ndjson', `${bad}\n{}`)).toEqual([
        [1, 'request.invalid'],
        [2, {}],
      ]);
    },
  );
});

describe('CSV', () => {
  it('has a record a line, under the names of the first; an empty cell gives nothing', async () => {
    expect(await read('csv', 'userName,displayName,email\na,A a,\n', 'b,,b@c.d')).toEqual([
      [2, { userName: 'a', displayName: 'A a' }],
      [3, { userName: 'b', email: 'b@c.d' }],
    ]);
  });

  it.each([
    ['line ends of Windows', 'userName,comments\r\na,x\r\n', [[2, { userName: 'a', comments: 'x' }]]],
    ['a byte order mark', '\uFEFFuserName\na', [[2, { userName: 'a' }]]],
    ['semicolons', 'userName;comments\na;x,y', [[2, { userName: 'a', comments: 'x,y' }]]],
    ['tabs', 'userName\tcomments\na\tx,y', [[2, { userName: 'a', comments: 'x,y' }]]],
    ['quotes', '"userName","comments"\n"a","x ""y"", z"', [[2, { userName: 'a', comments: 'x "y", z' }]]],
    ['empty lines first', '\n\nuserName\n\na', [[5, { userName: 'a' }]]],
    ['lines of empty cells', 'userName,comments\n,\na,x\n,,\n', [[3, { userName: 'a', comments: 'x' }]]],
    ['no line but the first', 'userName', []],
  ])('may have %s', async (_what, text, expected) => {
    expect(await read('csv', text)).toEqual(expected);
  });

  it('has line ends in quotes; the record is named by the line that it begins on', async () => {
    expect(await read('csv', 'userName,comments\na,"x\r\n', '\n""y"""\r\nb,z')).toEqual([
      [2, { userName: 'a', comments: 'x\r\n\n"y"' }],
      [5, { userName: 'b', comments: 'z' }],
    ]);
  });

  it.each([
    ['a quote in a cell without quotes', 'a,5" disk'],
    ['a quote that is not closed', 'a,"x'],
    ['text after quotes', 'a,"x"y'],
    ['more cells', 'a,b,c'],
    ['fewer cells', 'a'],
  ])('refuses a line for %s, and none but that', async (_what, bad) => {
    const text = `userName,comments\n${bad}\nb,"y"\nc,"x\ny"\n`;
    expect(await read('csv', text)).toEqual([
      [2, 'request.invalid'],
      [3, { userName: 'b', comments: 'y' }],
      [4, { userName: 'c', comments: 'x\ny' }],
    ]);
  });

  it('does not wait for the end of quotes for ever', async () => {
    const rest = Array.from({ length: LINE_BYTES / 4 }, (_, index): Found => [3 + index, { userName: 'b' }]);
    const text = `userName,comments\na,"x\n${'b,\n\n'.repeat(rest.length)}`;
    const found = await read('csv', text);
    expect(found.slice(0, 3)).toEqual([
      [2, 'request.invalid'],
      [3, { userName: 'b' }],
      [5, { userName: 'b' }],
    ]);
    expect(found).toHaveLength(rest.length + 1);
  });

  it.each([
    ['', []],
    ['\n\n', []],
    ['displayName\nA', ['userName']],
    ['userName,role\na,b', ['role']],
    ['userName,id,createdAt', ['id', 'createdAt']],
    ['userName,email,email', ['email']],
    ['username\na', ['username']],
    ['alice,Alice\nbob,Bob', ['alice', 'Alice']],
  ])('is refused as a whole where it begins with %j', async (text, fields) => {
    expect(await refusalOf('csv', text)).toEqual(['request.invalid', ...fields]);
  });

  it('is refused before anything is told of it', async () => {
    const chunks = Readable.from([Buffer.from('role\n'), Buffer.from('admin')]);
    await expect(openImport('csv', chunks)).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

it.each<ImportFormat>(['ndjson', 'csv'])('%s has no more lines than an import may have', async (format) => {
  const chunks = [format === 'csv' ? 'userName\n' : '\n', '\n'.repeat(IMPORT_LINES - 1)];
  expect(await read(format, ...chunks)).toEqual([]);
  expect(await refusalOf(format, ...chunks, '\n')).toEqual(['request.too_large']);
});
