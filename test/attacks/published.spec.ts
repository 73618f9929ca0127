import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const CATALOGUE = join(__dirname, 'catalogue');
const ID = /\b(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[0-9a-z]{4}){3}|SSPSA-\d{6}-\d{2})\b/g;

const idsOf = (text: string) => [...text.matchAll(ID)].map(([id]) => id);

/** What each file of the catalogue says that it tries. */
const tried = new Map(
  readdirSync(CATALOGUE).map((file) => [
    file.replace('.ts', ''),
    new Set(idsOf(readFileSync(join(CATALOGUE, file), 'utf8'))),
  ]),
);

const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const [published = '', untried = ''] = page
  .slice(page.indexOf('## Published breaks'))
  .split('### Not tried, and why');

const breaks = published
  .split('\n')
  .filter((line) => /^\| (?:CVE|GHSA|SSPSA)-/.test(line))
  .map((line) => {
    const tests = line.split(' | ').at(-1) ?? '';
    return { ids: idsOf(line), tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, test = '']) => test) };
  });

describe('the published breaks in docs/security.md', () => {
  it('are those of the catalogue, each with the files that try it', () => {
    const missing = [...tried].flatMap(([file, ids]) =>
      [...ids].filter(
        (id) => !breaks.some((listed) => listed.ids.includes(id) && listed.tests.includes(file)),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('are tried where it says', () => {
    const wrong = breaks.flatMap(({ ids, tests }) => [
      ...ids.filter((id) => !tests.some((test) => idsIn(test).has(id))),
      ...tests.filter((test) => !ids.some((id) => idsIn(test).has(id))),
    ]);
    expect(wrong).toEqual([]);
  });

  it('are listed once', () => {
    const ids = [...breaks.flatMap((listed) => listed.ids), ...idsOf(untried)];
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.length).toBeGreaterThan(200);
  });
});

/** A file of the catalogue, or any other by its path. */
function idsIn(test: string): ReadonlySet<string> {
  return tried.get(test) ?? new Set(idsOf(readFileSync(join(ROOT, test), 'utf8')));
}
