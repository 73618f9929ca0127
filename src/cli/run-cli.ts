import { CommanderError } from 'commander';
import { describeFailure } from './describe-failure';
import { EXIT, type ExitCode } from './exit-codes';
import type { CliHost } from './host';
import { createProgram } from './program';
import { coloursFor } from './terminal/colours';
import { printable } from './terminal/printable';
import { describeUsage } from './usage-error';

/** Runs one command line to its end; what went wrong is on standard error. */
export async function runCli(host: CliHost): Promise<ExitCode> {
  const program = createProgram(host);
  try {
    await Promise.race([program.parseAsync([...host.args], { from: 'user' }), aborted(host.signal)]);
    return EXIT.done;
  } catch (error) {
    if (host.signal.aborted) return host.signal.reason as ExitCode;
    if (error instanceof CommanderError) return sayUsage(host, error, program);
    const { lines, exitCode } = describeFailure(error);
    const { red } = coloursFor(host.env, host.stderr);
    const [first = '', ...more] = lines.map(printable);
    host.stderr.write(`${red('ram-sso:')} ${[first, ...more.map((line) => `  ${line}`)].join('\n')}\n`);
    return exitCode;
  }
}

/** A command that waits for something that knows no signal ends all the same. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('interrupted'));
    });
  });
}

function sayUsage(host: CliHost, error: CommanderError, program: ReturnType<typeof createProgram>): ExitCode {
  // Help and version were asked for, and are written already; a noun without a verb is shown its help.
  if (error.exitCode === 0) return EXIT.done;
  if (error.code !== 'commander.help') host.stderr.write(describeUsage(error, program, host.args));
  return EXIT.usage;
}
