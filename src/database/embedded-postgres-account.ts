import { execFile } from 'node:child_process';
import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../settings/start-error';

const run = promisify(execFile);

/** Postgres refuses to run as root. These are the ways, best first, to run it as somebody else. */
export interface ServerAccount {
  /** The command that runs another one as that account; empty where no change is needed. */
  readonly prefix: readonly string[];
  /** Whom the database's files must belong to; undefined: they stay as they are. */
  readonly owner?: Owner;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const ROOT: Owner = { uid: 0, gid: 0 };
const OWN_ACCOUNT = 'ram-sso';

/** Finds an account that may both run `binary` and write `directory`, and gives it the files in there. */
export async function findServerAccount(directory: string, binary: string): Promise<ServerAccount> {
  if (process.geteuid?.() !== 0) return { prefix: [] };
  if (platform() === 'linux') {
    for (const candidate of [inUserNamespace, asPostgres, asOwnAccount]) {
      const account = await candidate();
      if (account && (await canServe(account, directory, binary))) return account;
    }
  }
  throw new StartError(
    'Postgres refuses to run as root, and no other account could be used here: start the service as another user, or set DATABASE_URL to a Postgres of yours.',
  );
}

/** Needs no account of its own: inside the namespace the process is "nobody", outside its files stay root's. */
async function inUserNamespace(): Promise<ServerAccount | undefined> {
  const nobody = await findOwner('nobody');
  if (!nobody) return undefined;
  const prefix = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  return { prefix, owner: ROOT };
}

async function asPostgres(): Promise<ServerAccount | undefined> {
  const owner = await findOwner('postgres');
  return owner && asOwner(owner);
}

async function asOwnAccount(): Promise<ServerAccount | undefined> {
  const add = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_ACCOUNT];
  if (!(await findOwner(OWN_ACCOUNT))) await run('useradd', add).catch(() => undefined);
  const owner = await findOwner(OWN_ACCOUNT);
  return owner && asOwner(owner);
}

/** The one capability lets it through directories that only root may enter, such as /root or a `mktemp -d` of root's. */
function asOwner(owner: Owner): ServerAccount {
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  // Without it access(2), by which Postgres looks for its own binary, forgets the capability.
  return { prefix: [...prefix, '--securebits=+no_setuid_fixup', ...capability], owner };
}

async function findOwner(name: string): Promise<Owner | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
    return uid && gid && { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function canServe(account: ServerAccount, directory: string, binary: string): Promise<boolean> {
  const [command, ...rest] = [...account.prefix, '/bin/sh', '-c'];
  const probe = 'test "$(id -u)" != 0 && test -w "$0" && test -x "$1" && "$1" --version';
  try {
    giveTo(account, directory);
    await run(command, [...rest, probe, directory, binary], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** The directory itself comes last, so that its owner tells whether all in it was given. */
export function giveTo(account: ServerAccount, path: string): void {
  if (!account.owner) return;
  const found = lstatSync(path);
  if (found.uid === account.owner.uid && found.gid === account.owner.gid) return;
  if (found.isDirectory()) for (const name of readdirSync(path)) giveTo(account, join(path, name));
  lchownSync(path, account.owner.uid, account.owner.gid);
}
