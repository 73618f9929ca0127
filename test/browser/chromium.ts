import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

interface Installed {
  readonly executablePath: string;
  readonly env: NodeJS.ProcessEnv;
}

const SYSTEM = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Root has no sandbox to use, and a test browser has nobody to call: these keep it to the pages that it is shown. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's Chromium or Chrome where there is one, else the one that the dev dependency carries. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = (await findSystemChromium()) ?? (await unpackChromium());
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, headless: true, args: FLAGS });
}

async function findSystemChromium(): Promise<Installed | undefined> {
  for (const path of SYSTEM) {
    const isThere = path !== undefined && (await canExecute(path));
    if (isThere) return { executablePath: path, env: {} };
  }
  return undefined;
}

/**
 * `@sparticuz/chromium` unpacks into the temporary directory, and its libraries (NSS, which a bare Debian lacks) only where it
 * takes the machine for AWS Lambda. So it is unpacked by a process of its own that believes both, once a machine and version.
 */
async function unpackChromium(): Promise<Installed> {
  const home = join(tmpdir(), `ram-sso-chromium-${await packageVersion()}`);
  if (!(await canExecute(join(home, 'chromium')))) {
    const unpacking = await mkdtemp(`${home}-`);
    const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: join(__dirname, '..', '..'),
      env: { PATH: process.env.PATH, TMPDIR: unpacking, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    });
    await writeFile(
      join(unpacking, 'fonts.conf'),
      fontsConfiguration(join(home, 'fonts'), join(home, 'fonts-cache')),
    );
    // A test file beside this one may have been first; then its copy is as good.
    await rename(unpacking, home).catch(() => rm(unpacking, { recursive: true, force: true }));
  }
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
}

function fontsConfiguration(fonts: string, cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>`;
}

async function packageVersion(): Promise<string> {
  const path = join(__dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'package.json');
  return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version;
}

async function canExecute(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
