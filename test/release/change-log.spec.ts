import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeChangeLog, readChangeLog } from '../../scripts/release/change-log';

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

describe('CHANGELOG.md', () => {
  it('has the form of Keep a Changelog, the newest version first, which is this one', () => {
    const sections = readChangeLog(text);
    expect(['Unreleased', version]).toContain(sections[0]?.version);
    const versions = sections.map((one) => one.version).filter((one) => one !== 'Unreleased');
    expect(versions).toEqual([...versions].sort((a, b) => b.localeCompare(a, 'en', { numeric: true })));
    const kinds = [...text.matchAll(/^### (.+)$/gm)].map(([, kind = '']) => kind);
    const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => !known.includes(kind))).toEqual([]);
  });

  it.each([
    ['## 1.2.3 - 2026-11-27', 0],
    ['## [1.2.3] - 2026-11-27', 0],
    ['## 1.2.3 - unreleased', 1],
    ['## Unreleased', 1],
    ['## 1.2.2 - 2026-11-27', 1],
  ])('that begins with "%s" has %i things that speak against a release of 1.2.3', (first, count) => {
    const changes = `# Change log\n\n${first}\n\n## 1.0.0 - 2026-01-01\n`;
    expect(judgeChangeLog(changes, '1.2.3')).toHaveLength(count);
  });

  it('with a heading that is no version can not be read', () => {
    expect(() => readChangeLog('## The next one')).toThrow('The next one');
  });
});
