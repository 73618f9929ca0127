import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRamSso } from './cli-process';

/** What a shell would offer behind these words. */
export type Offer = (...words: string[]) => string[];

/** A directory with the completion of one shell, as `ram-sso completion` writes it, and nothing else but a file to be completed. */
export class CompletionScript {
  readonly directory = mkdtempSync(join(tmpdir(), 'ram-completion-'));
  readonly path: string;

  constructor(private readonly shell: 'bash' | 'zsh' | 'fish') {
    this.path = join(this.directory, `ram-sso.${shell}`);
  }

  async write(): Promise<void> {
    const { code, stdout } = await runRamSso(['completion', this.shell]);
    expect(code).toBe(0);
    writeFileSync(this.path, stdout);
    writeFileSync(join(this.directory, 'metadata.xml'), '');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  /** Lines that the shell writes for this code of its own; it may complain of nothing. */
  run(...args: string[]): string[] {
    const { status, stdout, stderr } = spawnSync(this.shell, args, {
      encoding: 'utf8',
      cwd: this.directory,
      env: { PATH: process.env.PATH, HOME: this.directory },
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split('\n').filter((one) => one !== '');
  }
}

/** What every shell must offer alike. */
export function expectOffers(offer: Offer): void {
  expect(offer('ram-sso', '')).toEqual(expect.arrayContaining(['serve', 'idp', 'profiles', 'completion']));
  expect(offer('ram-sso', 'prof')).toEqual(['profiles']);
  expect(offer('ram-sso', 'profiles', '').sort()).toEqual(['delete', 'list', 'set', 'use']);
  expect(offer('ram-sso', 'profiles', '--tenant', 'list', 'u')).toEqual(['use']);
  expect(offer('ram-sso', 'idp', 'check', '--ent')).toEqual(['--entity-id']);
  expect(offer('ram-sso', 'idp', 'check', '--output', 'j')).toEqual(['json']);
  expect(offer('ram-sso', 'completion', 'f')).toEqual(['fish']);
}
