import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codes } from '../src/http/codes';
import { refusalSentences } from '../src/pages/refusal-sentences';

const ROOT = resolve(__dirname, '..');
const pages = ['', 'docs', 'deploy'].flatMap((folder) =>
  markdownIn(join(ROOT, folder), { recursive: folder !== '' }),
);

/** A type has no values at run time. */
const eventTypes = [...read('src/audit/audit.service.ts').matchAll(/^ {2}\| '([a-z_.]+)'/gm)].map(
  ([, type = '']) => type,
);

describe('docs/refusals.md', () => {
  const rows = [
    ...read('docs/refusals.md').matchAll(/^\| `([a-z_.]+)` \| (\d{3})(?: \(in the API (\d{3})\))? \|/gm),
  ].map(([, code = '', status, inApi]) => ({ code, status: Number(inApi ?? status) }));

  it('has every code of the contract once, and no other', () => {
    expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(codes).sort());
  });

  it('has the status of each', () => {
    const meanings = Object.entries(codes).map(([code, { status }]) => [code, status]);

    expect(Object.fromEntries(rows.map(({ code, status }) => [code, status]))).toEqual(
      Object.fromEntries(meanings),
    );
  });
});

describe('docs/troubleshooting.md', () => {
  const sections = read('docs/troubleshooting.md')
    .split(/^### /m)
    .slice(1)
    .map((section) => ({ code: /^`([a-z_.]+)`\n/.exec(section)?.[1] ?? section, section }));
  const logins = [...read('docs/refusals.md').matchAll(/^## Sign-in$[\s\S]*?^## /gm)]
    .flatMap(([rows]) => [...rows.matchAll(/^\| `([a-z_.]+)`/gm)])
    .map(([, code = '']) => code);

  it('has every code of a sign-in and of metadata', () => {
    expect(sections.map(({ code }) => code).sort()).toEqual(
      [...logins, 'idp.metadata_invalid', 'idp.metadata_unreachable'].sort(),
    );
  });

  it('quotes the sentence that the user reads', () => {
    const quoted = sections.map(({ code, section }) => [code, /^> (.+)$/m.exec(section)?.[1]]);
    const read = new Map(Object.entries(refusalSentences));

    expect(quoted).toEqual(sections.map(({ code }) => [code, read.get(code)?.sentence]));
  });
});

describe('docs/guides', () => {
  const products = ['adfs', 'entra-id', 'google-workspace', 'keycloak', 'okta', 'simplesamlphp', 'more-idps'];
  const guides = [...products, 'any-idp'].map((name) => `docs/guides/${name}.md`);

  it('are all listed in their README, and no other is there', () => {
    const listed = linksOf(read('docs/guides/README.md')).filter((link) => /^[a-z-]+\.md$/.test(link));

    expect([...new Set(listed)].sort()).toEqual(
      guides.map((guide) => guide.slice('docs/guides/'.length)).sort(),
    );
    expect(pages.filter((page) => /^docs\/guides\/[a-z]/.test(page)).sort()).toEqual(guides.sort());
  });

  it.each(products)('%s tells all that is asked of a guide', (name) => {
    const guide = read(`docs/guides/${name}.md`);

    expect([...guide.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Set it up',
      'NameID',
      'Metadata and certificates',
      'Single logout',
      'Encryption',
      'Test it',
      'Refusals',
      'Checked against',
    ]);
    expect(sectionOf(guide, 'Checked against')).toMatch(/as of [A-Z][a-z]+ \d{4}[\s\S]*<https:/);
  });

  it.each(guides)('%s has refusals by codes of the contract', (page) => {
    const rows = [...sectionOf(read(page), 'Refusals').matchAll(/^\| (`.+?) \|/gm)].map(
      ([, first = '']) => first,
    );
    const named = rows.flatMap((first) => first.split(', ').map((code) => code.slice(1, -1)));

    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((code) => !(code in codes))).toEqual([]);
  });
});

it('decisions are numbered one by one, in the name as in the heading', () => {
  const decisions = pages.filter((page) => page.startsWith('docs/decisions/')).sort();
  const numbers = decisions.map((page) => Number(/\/(\d{4})-[^/]+$/.exec(page)?.[1]));

  expect(numbers).toEqual(decisions.map((_, index) => index + 1));
  expect(decisions.map((page) => Number(/^# (\d+)\. /.exec(read(page))?.[1]))).toEqual(numbers);
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links to files and headings that exist', () => {
    expect(linksOf(text).filter((link) => !resolves(link, page))).toEqual([]);
  });

  it('names no file that does not exist', () => {
    const named = [...text.matchAll(/`((?:src|test|docs|deploy|migrations|scripts)\/[^`\s*]+)`/g)].map(
      ([, path = '']) => path,
    );

    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names no code, and no type of event, that does not exist', () => {
    const named = [...text.matchAll(/`((?:saml|sso|user|idp|tenant|request|auth)\.[a-z]+_[a-z_]+)`/g)].map(
      ([, code]) => code,
    );

    const known = new Set([...Object.keys(codes), ...eventTypes]);
    expect(named.filter((code) => !known.has(String(code)))).toEqual([]);
  });
});

function markdownIn(directory: string, options: { recursive?: boolean } = {}): string[] {
  return readdirSync(directory, { encoding: 'utf8', ...options })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(directory, name).slice(ROOT.length + 1));
}

function read(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

function sectionOf(text: string, heading: string): string {
  return new RegExp(`^## ${heading}$([\\s\\S]*?)(?=^## )`, 'm').exec(`${text}\n## `)?.[1] ?? '';
}

/** Those that lead into the repository, outside of code blocks. */
function linksOf(text: string): string[] {
  const prose = text.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

function resolves(link: string, page: string): boolean {
  const [path = '', heading] = link.split('#', 2);
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return false;
  return heading === undefined || headingsOf(read(target)).includes(heading);
}

/** As GitHub makes anchors of headings. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
