import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptMasterKey } from '../src/kept-master-key';
import { masterKeyIdOf } from '../src/secrets/sealing';
import { DataDirectory } from '../src/settings/data-directory';

describe('the master key that is kept in DATA_DIR', () => {
  let path: string;
  let directory: DataDirectory;
  let kept: KeptMasterKey;
  beforeEach(async () => {
    path = mkdtempSync(join(tmpdir(), 'ram-sso-kept-'));
    directory = await DataDirectory.open(path);
    kept = new KeptMasterKey(directory);
  });
  afterEach(async () => {
    await directory.close();
    rmSync(path, { recursive: true, force: true });
  });

  it('is made once, and so is its successor', () => {
    expect(kept.find()).toBeUndefined();
    const [current, next] = [kept.require(), kept.requireNext()];
    expect([kept.require(), kept.requireNext()]).toEqual([current, next]);
    expect(next.equals(current)).toBe(false);
  });

  it('gives way to its successor once that is in force', () => {
    kept.require();
    const next = kept.requireNext();
    kept.settle(masterKeyIdOf(next));
    expect([kept.find(), kept.findNext()]).toEqual([next, undefined]);
  });

  it('stays, and its successor goes, while it is in force itself', () => {
    const current = kept.require();
    kept.requireNext();
    kept.settle(masterKeyIdOf(current));
    expect([kept.find(), kept.findNext()]).toEqual([current, undefined]);
  });

  it('is thrown away by no database that knows neither of the two', () => {
    const [current, next] = [kept.require(), kept.requireNext()];
    kept.settle('0123456789abcdef');
    expect([kept.find(), kept.findNext()]).toEqual([current, next]);
  });

  it.each(['master-key', 'master-key.new'])('is refused where %s holds something else', (name) => {
    writeFileSync(join(path, name), 'half a k');
    expect(() => [kept.find(), kept.findNext()]).toThrow(/does not hold 32 bytes/);
  });
});
