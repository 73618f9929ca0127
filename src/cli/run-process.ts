import { EXIT, type ExitCode } from './exit-codes';
import type { CliHost } from './host';
import { runCli } from './run-cli';

type Given = Pick<CliHost, 'args' | 'env' | 'version' | 'serve' | 'rotateMasterKey'>;

/** Runs one command line on this process's own streams, and ends as it says. */
export async function runProcess({ serve, ...given }: Given): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const interruption = new AbortController();
  const end = (exitCode: ExitCode) => (): void => {
    // Who asks twice does not want to wait.
    if (interruption.signal.aborted) process.exit(exitCode);
    interruption.abort(exitCode);
  };
  const handlers = { SIGINT: end(EXIT.interrupted), SIGTERM: end(EXIT.terminated) };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.brokenPipe : EXIT.failed);
  });
  const exitCode = await runCli({
    ...given,
    stdin,
    stdout,
    stderr,
    signal: interruption.signal,
    serve: (workers) => {
      // The service ends by its own rules.
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
      return serve(workers);
    },
  });
  process.exitCode = exitCode;
  // What still waits (an input, a server that does not answer) is not waited for.
  if (interruption.signal.aborted) process.exit(exitCode);
}
