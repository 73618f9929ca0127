import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../deploy/deploy-files';

/** Of ten; what systemd's own services have is between 2 and 9.6. The README of deploy/ says which it is. */
const MOST_EXPOSED = 1.5;

describe('the unit of deploy/systemd', () => {
  let directory: string;
  let unit: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ram-unit-'));
    unit = join(directory, 'ram-sso.service');
    const text = readFileSync(join(ROOT, 'deploy/systemd/ram-sso.service'), 'utf8');
    const dropIn = readFileSync(join(ROOT, 'deploy/systemd/external-postgres.conf'), 'utf8');
    // What is installed there on another machine.
    writeFileSync(unit, text.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'));
    execFileSync('mkdir', [`${unit}.d`]);
    writeFileSync(join(`${unit}.d`, 'external-postgres.conf'), dropIn);
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const analyze = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('is one without a mistake to systemd', () => {
    expect(analyze('verify', '--man=no', unit)).toEqual({ status: 0, stdout: '', stderr: '' });
    writeFileSync(unit, readFileSync(unit, 'utf8').replace('PrivateTmp=', 'PrivateTemp='));
    expect(analyze('verify', '--man=no', unit).stderr).toContain('PrivateTemp');
  });

  it('is a sandbox to systemd', () => {
    const { stdout } = analyze('security', '--offline=true', '--no-pager', unit);
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    expect(exposure).toBeLessThan(MOST_EXPOSED);
  });
});
