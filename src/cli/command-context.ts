import { RamSso } from '../sdk/sdk';
import { Clock } from '../settings/clock';
import { usageError } from './cli-error';
import { configPath, readProfiles } from './config/config-file';
import { type Connection, readTokenFile, resolveConnection } from './config/connection';
import type { CliHost } from './host';
import { Printer } from './output/printer';
import type { Format } from './output/view';
import { coloursFor } from './terminal/colours';
import { confirm } from './terminal/prompt';

/** The options that every command has. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly output?: Format;
  readonly tenant?: string;
  readonly yes?: boolean;
}

/** What a command works with; a service is only looked for when it is asked. */
export class CommandContext {
  readonly clock = new Clock();
  readonly print: Printer;
  private resolved: Connection | undefined;
  private client: RamSso | undefined;

  constructor(
    readonly host: CliHost,
    readonly options: GlobalOptions,
  ) {
    const { env, stdout, stderr } = host;
    this.print = new Printer(stdout, stderr, {
      format: options.output ?? 'table',
      colours: coloursFor(env, stdout),
      stderrColours: coloursFor(env, stderr),
    });
  }

  get signal(): AbortSignal {
    return this.host.signal;
  }

  connection(): Connection {
    this.resolved ??= this.resolve();
    return this.resolved;
  }

  /** The service's API. */
  get api(): RamSso {
    this.client ??= this.connect();
    return this.client;
  }

  /** The tenant that is meant: of `--tenant`, of `RAM_SSO_TENANT`, or of the profile. */
  tenant(): string {
    const alias = this.options.tenant ?? this.connection().tenant;
    if (alias !== undefined) return alias;
    throw usageError('Which tenant? Give its alias by --tenant, or set RAM_SSO_TENANT.');
  }

  /** Asks before something is lost, unless `--yes` says that it is meant. */
  async confirm(question: string, expected?: string): Promise<void> {
    if (!this.options.yes) await confirm(this.host, question, expected);
  }

  private connect(): RamSso {
    const { url, token } = this.connection();
    return new RamSso({ baseUrl: url, token });
  }

  private resolve(): Connection {
    const { env } = this.host;
    const connection = resolveConnection({
      env,
      profileName: this.options.profile,
      profiles: readProfiles(configPath(env)),
      readTokenFile,
    });
    if (connection.note !== undefined) this.print.note(connection.note);
    return connection;
  }
}
