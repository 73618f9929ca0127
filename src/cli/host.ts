import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../settings/environment';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

/** The process, as the command line sees it: everything that it reads or writes comes in here. */
export interface CliHost {
  /** The words behind the program's name. */
  readonly args: readonly string[];
  readonly env: Environment;
  readonly version: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborts on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** The commands of the service itself, which live outside. */
  readonly serve: (workers?: number) => Promise<void>;
  readonly rotateMasterKey: () => Promise<void>;
}
