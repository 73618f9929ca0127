import { PassThrough } from 'node:stream';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml, parseAllDocuments } from 'yaml';
import { Printer } from '../../src/cli/output/printer';
import { formatTable } from '../../src/cli/output/table';
import type { Format, View } from '../../src/cli/output/view';
import { coloursFor, isColoured } from '../../src/cli/terminal/colours';
import { printable } from '../../src/cli/terminal/printable';
import { shellWord } from '../../src/cli/terminal/shell-word';

interface Thing {
  readonly name: string;
  readonly note: string | null;
  readonly masks: readonly string[];
  readonly saml: { readonly binding: string };
}

const VIEW: View<Thing> = {
  plural: 'things',
  columns: [
    { title: 'name', of: ({ name }) => name },
    { title: 'note', of: ({ note }) => note },
  ],
  fields: ['name', 'note', 'masks', 'saml.binding'],
};

const PLAIN = coloursFor({}, {});
const HOSTILE = 'a\u001b[2Jb\u009bc\u202ed';

const thing = (name: string, note: string | null = null): Thing => ({
  name,
  note,
  masks: ['10.0.0.0/8', '::/0'],
  saml: { binding: 'post' },
});

async function print(
  format: Format,
  work: (printer: Printer) => Promise<void>,
  terminal = false,
): Promise<{ readonly out: string; readonly err: string }> {
  const stdout = Object.assign(new PassThrough(), { isTTY: terminal });
  const stderr = Object.assign(new PassThrough(), { isTTY: terminal });
  let out = '';
  stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await work(new Printer(stdout, stderr, { format, colours: PLAIN, stderrColours: PLAIN }));
  await new Promise((done) => setImmediate(done));
  return { out, err: String(stderr.read() ?? '') };
}

const list = (format: Format, things: readonly Thing[]) =>
  print(format, (printer) => printer.list(things, VIEW));

describe('what is answered', () => {
  const things = [thing('alice', '中文'), thing('bob, "the" builder')];

  it('is a JSON array', async () => {
    expect(JSON.parse((await list('json', things)).out)).toEqual(things);
    expect(JSON.parse((await list('json', [])).out)).toEqual([]);
  });

  it('is a YAML sequence', async () => {
    expect(parseYaml((await list('yaml', things)).out)).toEqual(things);
    expect(parseYaml((await list('yaml', [])).out)).toEqual([]);
  });

  it('is CSV with every field, also of none', async () => {
    const rows = parseCsv((await list('csv', things)).out);
    expect(rows).toEqual([
      ['name', 'note', 'masks', 'saml.binding'],
      ['alice', '中文', '["10.0.0.0/8","::/0"]', 'post'],
      ['bob, "the" builder', '', '["10.0.0.0/8","::/0"]', 'post'],
    ]);
    expect(parseCsv((await list('csv', [])).out)).toEqual([VIEW.fields]);
  });

  it('is a table, with its titles once, however long it is', async () => {
    const many = Array.from({ length: 450 }, (_, index) => thing(`user-${index}`));
    const { out } = await list('table', many);
    expect(out.split('\n').filter((line) => line.startsWith('NAME'))).toHaveLength(1);
    expect(out.trimEnd().split('\n')).toHaveLength(451);
  });

  it('is nothing on standard output, and a word beside it, where a table would be empty', async () => {
    const { out, err } = await list('table', []);
    expect(out).toBe('');
    expect(err).toContain('things');
  });

  it.each<[Format, (text: string) => unknown]>([
    ['json', (text) => JSON.parse(text) as unknown],
    ['yaml', (text) => parseYaml(text) as unknown],
  ])('of one thing is all of it as %s', async (format, read) => {
    const { out } = await print(format, (printer) => printer.one(thing('alice'), VIEW));
    expect(read(out)).toEqual(thing('alice'));
  });

  it('of one thing has a line for each value, nested ones by their path', async () => {
    const { out } = await print('table', (printer) =>
      printer.one(thing('alice', '2026-01-31T09:30:00.000Z'), VIEW),
    );
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['name', 'alice'],
      ['note', '2026-01-31 09:30:00Z'],
      ['masks', '10.0.0.0/8, ::/0'],
      ['saml.binding', 'post'],
    ]);
  });

  it.each<[Format, (text: string) => unknown[]]>([
    [
      'json',
      (text) =>
        text
          .trim()
          .split('\n')
          .map((line): unknown => JSON.parse(line)),
    ],
    ['yaml', (text) => parseAllDocuments(text).map((one) => one.toJS() as unknown)],
  ])('that goes on is one document after the other as %s', async (format, read) => {
    async function* endless() {
      yield* things;
      await Promise.resolve();
    }
    const { out } = await print(format, (printer) => printer.stream(endless(), VIEW, ({ name }) => name));
    expect(read(out)).toEqual(things);
  });
});

describe('text of others on a terminal', () => {
  it.each<Format>(['table', 'json', 'yaml', 'csv'])('can not steer it, as %s', async (format) => {
    const shown = [
      await print(format, (printer) => printer.list([thing(HOSTILE, HOSTILE)], VIEW), true),
      await print(format, (printer) => printer.one(thing(HOSTILE, HOSTILE), VIEW), true),
    ];
    for (const { out } of shown) {
      expect(out).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
      expect(out).toMatch(/a\\(u001b|e)\[2Jb/);
    }
  });

  it.each<[Format, (text: string) => unknown]>([
    ['json', (text) => JSON.parse(text) as unknown],
    ['yaml', (text) => parseYaml(text) as unknown],
  ])('is the same text still for who reads %s', async (format, read) => {
    const { out } = await list(format, [thing(HOSTILE)]);
    expect(read(out)).toEqual([thing(HOSTILE)]);
  });

  it('keeps letters of all languages, tabs and line ends', () => {
    expect(printable('Zoë 中文\t\n')).toBe('Zoë 中文\t\n');
  });
});

describe('a table', () => {
  it('counts wide letters as two, so that columns stand under one another', () => {
    const table = formatTable(
      ['NAME', 'X'],
      [
        ['张伟', 'a'],
        ['alice', 'b'],
        ['한국', 'c'],
      ],
      PLAIN,
    );
    const widths = table
      .trimEnd()
      .split('\n')
      .map((line) =>
        Array.from(line.slice(0, -1)).reduce((sum, letter) => sum + (letter > '\u1100' ? 2 : 1), 0),
      );
    expect(new Set(widths)).toEqual(new Set([7]));
  });
});

describe('colours', () => {
  const terminal = { isTTY: true };
  it.each<[Record<string, string>, { isTTY?: boolean }, boolean]>([
    [{}, terminal, true],
    [{}, {}, false],
    [{ NO_COLOR: '1' }, terminal, false],
    [{ NO_COLOR: '' }, terminal, true],
    [{ FORCE_COLOR: '1' }, {}, true],
    [{ FORCE_COLOR: '0' }, terminal, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, terminal, false],
    [{ TERM: 'dumb' }, terminal, false],
  ])('with %j on %j: %s', (env, stream, expected) => {
    expect(isColoured(env, stream)).toBe(expected);
  });
});

describe('a word for a shell', () => {
  it.each([
    ['plain', 'plain'],
    ['https://idp.example/x', 'https://idp.example/x'],
    ["it's $(me)", `'it'\\''s $(me)'`],
    ['', `''`],
  ])('%j is %s', (value, word) => {
    expect(shellWord(value)).toBe(word);
  });
});
