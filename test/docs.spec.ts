import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codes } from '../src/http/codes';

const ROOT = resolve(__dirname, '..');
const pages = [...markdownIn(ROOT), ...markdownIn(join(ROOT, 'docs'), { recursive: true })];

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

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links to files and headings that exist', () => {
    expect(linksOf(text).filter((link) => !resolves(link, page))).toEqual([]);
  });

  it('names no file that does not exist', () => {
    const named = [...text.matchAll(/`((?:src|test|docs|migrations)\/[^`\s*]+)`/g)].map(
      ([, path = '']) => path,
    );

    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names no code that does not exist', () => {
    const named = [...text.matchAll(/`((?:saml|sso|user|idp|tenant|request|auth)\.[a-z]+_[a-z_]+)`/g)].map(
      ([, code]) => code,
    );

    expect(named.filter((code) => !(code !== undefined && code in codes))).toEqual([]);
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
