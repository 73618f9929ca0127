import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRotationSettings } from '../../src/settings/read-rotation-settings';
import { readSettings } from '../../src/settings/read-settings';
import { StartError } from '../../src/settings/start-error';

const KEY = Buffer.alloc(32, 7);
const VALUES = {
  DATABASE_URL: 'postgres://u:hush@db/ram',
  ADMIN_TOKEN: 'b'.repeat(32),
  MASTER_KEY: KEY.toString('base64'),
  NEW_MASTER_KEY: Buffer.alloc(32, 8).toString('base64'),
};

describe('secrets in files', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ram-secret-files-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function file(name: string, content: string): string {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  }

  /** The settings' names of the lines, and all of the message. */
  function refused(act: () => unknown): { names: (string | undefined)[]; message: string } {
    try {
      act();
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      expect(error.exitCode).toBe(2);
      const { message } = error;
      return { names: message.split('\n').map((line) => line.split(' ', 1)[0]), message };
    }
    throw new Error('The settings were taken');
  }

  const files = () =>
    Object.fromEntries(
      Object.entries(VALUES).map(([name, value]) => [`${name}_FILE`, file(name, `${value}\n`)]),
    );

  it('are read as from the environment, without the line end that editors leave', () => {
    expect(readSettings(files())).toEqual(readSettings(VALUES));
    expect(readRotationSettings(files())).toEqual(readRotationSettings(VALUES));
  });

  it('count as not set where the path is empty', () => {
    expect(readSettings({ MASTER_KEY_FILE: ' ', DATABASE_URL_FILE: '' })).toEqual(readSettings({}));
  });

  it('are refused beside the setting itself: which of both would count?', () => {
    const { names } = refused(() =>
      readSettings({ ...VALUES, ADMIN_TOKEN_FILE: file('token', 'c'.repeat(32)) }),
    );
    expect(names).toEqual(['ADMIN_TOKEN']);
  });

  it('are refused once each where they are not there, empty, or hold something else, and never shown', () => {
    const env = {
      DATABASE_URL: VALUES.DATABASE_URL,
      ADMIN_TOKEN_FILE: join(directory, 'nowhere'),
      MASTER_KEY_FILE: file('empty', '\n'),
      NEW_MASTER_KEY_FILE: file('short', 'hush'),
    };
    const { names, message } = refused(() => readSettings(env));
    expect(names).toEqual(['ADMIN_TOKEN_FILE', 'MASTER_KEY_FILE', 'NEW_MASTER_KEY']);
    expect(message).toContain('ENOENT');
    expect(message).not.toContain('hush');
  });

  it('are for secrets alone', () => {
    expect(readSettings({ PORT_FILE: file('port', '8080') }).port).toBe(3000);
  });
});
