import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectory } from '../../src/settings/data-directory';

describe('DATA_DIR', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'ram-data-'));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
  });

  it('is made for its owner only, and keeps a secret as it was first made', async () => {
    const path = join(parent, 'deep', 'data');
    const directory = await DataDirectory.open(path);
    expect(directory.keepSecret('admin-token', () => 'first')).toBe('first');
    expect(directory.keepSecret('admin-token', () => 'second')).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, 'admin-token')).mode & 0o777).toBe(0o600);
    await directory.close();
  });

  it('is closed to others where it was open to them', async () => {
    const path = join(parent, 'data');
    mkdirSync(path, { mode: 0o755 });
    writeFileSync(join(path, 'admin-token'), 'kept\n', { mode: 0o644 });
    chmodSync(path, 0o755);
    const directory = await DataDirectory.open(path);
    expect(directory.keepSecret('admin-token', () => 'new')).toBe('kept');
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, 'admin-token')).mode & 0o777).toBe(0o600);
    await directory.close();
  });

  it('is not closed to others where it holds things of theirs', async () => {
    writeFileSync(join(parent, 'letter.txt'), 'dear');
    chmodSync(parent, 0o755);
    await expect(DataDirectory.open(parent)).rejects.toMatchObject({ exitCode: 2 });
    expect(statSync(parent).mode & 0o777).toBe(0o755);
  });

  it('is one service’s at a time, whatever file an earlier one left', async () => {
    const path = join(parent, 'data');
    mkdirSync(path);
    writeFileSync(join(path, 'lock'), '12345');
    const first = await DataDirectory.open(path);
    await expect(DataDirectory.open(path)).rejects.toMatchObject({ exitCode: 1 });
    await first.close();
    await (await DataDirectory.open(path)).close();
  });
});
