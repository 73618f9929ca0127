import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { codes } from '../src/http/codes';
import { createDatabase, type TestDatabase } from './support/postgres';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/night.md');
const reference = read('docs/cli-reference.md');

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(join('src', file)))
  .join('\n');

function blocksOf(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );
}

/** Every command of ours that the page has, in a block or a sentence. */
const commands = [
  ...blocksOf('sh').flatMap((code) => code.trimEnd().split('\n')),
  ...[...page.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
].flatMap((line) => /(?:^|-- |node-1 )(ram-sso .*)/.exec(line)?.[1] ?? []);

/** What the reference, which is written by the commands themselves, has of `ram-sso login explain` and the like. */
function helpOf(command: string): string | undefined {
  const words = command.split(' ');
  for (let length = 3; length > 1; length--) {
    const name = words.slice(0, length).join(' ');
    const help = new RegExp(`^#+ ${name}\\n([\\s\\S]*?)(?=^#|(?![\\s\\S]))`, 'm').exec(reference)?.[1];
    const isGroup = help?.includes('\nCommands:\n') && words[length] !== undefined;
    if (help !== undefined) return isGroup && !words[length]?.startsWith('-') ? undefined : help;
  }
  return undefined;
}

/** Options that every command has. */
const COMMON = reference.slice(0, reference.indexOf('\n## ram-sso serve'));

describe('docs/night.md', () => {
  it('has commands that there are, with options that they take', () => {
    expect(commands.length).toBeGreaterThan(15);
    const wrong = commands.filter((command) => {
      const help = helpOf(command);
      const options = [...command.matchAll(/ (--[a-z-]+)/g)].map(([, option = '']) => option);
      return (
        help === undefined || options.some((option) => !help.includes(option) && !COMMON.includes(option))
      );
    });
    expect(wrong).toEqual([]);
  });

  it('would not do with one that is not there', () => {
    expect(helpOf('ram-sso login guess ID')).toBeUndefined();
    expect(helpOf('ram-sso login explain ID')).not.toContain('--guess');
  });

  it('quotes what the service says', () => {
    const said = [...page.matchAll(/\*(The (?:database|clock)[^*]+)\*/g)].flatMap(([, sentence = '']) =>
      sentence.replace('1.5 s.', '').split('...'),
    );
    expect(said).toHaveLength(6);
    expect(said.filter((sentence) => !sources.includes(sentence))).toEqual([]);
    const [, start = ''] = /^## It does not start$([\s\S]*?)^## /m.exec(page) ?? [];
    const lastLines = [...start.matchAll(/^\| `([^|]+)` \| /gm)].flatMap(([, cell = '']) =>
      cell.split(/`, `|\.\.\./).map((part) => part.trim()),
    );
    expect(lastLines).toEqual(expect.arrayContaining(['can not be reached']));
    expect(lastLines.filter((part) => !sources.includes(part))).toEqual([]);
  });

  it('names metrics and codes that there are', () => {
    const metrics = [...page.matchAll(/`(ram_sso_[a-z_]+)`/g)].map(([, name = '']) => name);
    expect(metrics.length).toBeGreaterThan(2);
    expect(metrics.filter((name) => !read('docs/monitoring.md').includes(`| \`${name}\` |`))).toEqual([]);
    const named = [...page.matchAll(/`((?:saml|sso|user|idp)\.[a-z_]+)`/g)].map(([, code = '']) => code);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((code) => !(code in codes))).toEqual([]);
  });

  describe('on Postgres', () => {
    let database: TestDatabase;
    let client: Client;
    beforeAll(async () => {
      database = await createDatabase();
      client = new Client({ connectionString: database.url });
      await client.connect();
    });
    afterAll(async () => {
      await client.end();
      await database.drop();
    });

    it.each(blocksOf('sql').flatMap((code) => code.trimEnd().split('\n')))(
      'has a query that runs: %s',
      async (sql) => {
        const { fields } = await client.query(sql);
        expect(fields.length).toBeGreaterThan(1);
      },
    );
  });
});
