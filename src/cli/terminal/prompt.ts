import { createInterface } from 'node:readline/promises';
import { usageError } from '../cli-error';
import type { CliHost } from '../host';

/** Whether somebody sits there who can be asked. */
export function isInteractive({ stdin, stderr }: CliHost): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/**
 * Asks before something is lost. Without a terminal nobody could answer: `--yes` must then have been given.
 * @param expected what must be typed; `y` or `yes` where it is undefined
 */
export async function confirm(host: CliHost, question: string, expected?: string): Promise<void> {
  if (!isInteractive(host))
    throw usageError(`${question} Nobody can be asked here: give --yes to say that it is meant.`);
  const what = expected === undefined ? '[y/N]' : `Type "${expected}" to go on:`;
  const answer = await ask(host, `${question} ${what} `);
  const isMeant = expected === undefined ? /^y(es)?$/i.test(answer) : answer === expected;
  if (!isMeant) throw usageError('Nothing was done.');
}

async function ask({ stdin, stderr, signal }: CliHost, question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return (await lines.question(question, { signal })).trim();
  } finally {
    lines.close();
  }
}

/** A secret: typed without being shown, or the first line of standard input; never out of the command line, which others can see. */
export async function readSecret(host: CliHost, prompt: string): Promise<string> {
  const text = isInteractive(host) ? await askHidden(host, prompt) : await readAll(host);
  const secret = text.split('\n', 1)[0]?.trim() ?? '';
  if (secret === '') throw usageError('Expected a token on standard input, got nothing.');
  return secret;
}

async function readAll({ stdin }: CliHost): Promise<string> {
  let text = '';
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > 65_536) throw usageError('Expected a token on standard input, got more than that.');
  }
  return text;
}

const [CTRL_C, CTRL_D, BACKSPACE, DELETE] = ['\u0003', '\u0004', '\b', '\u007f'];

/** Reads key by key in raw mode: nothing is echoed, not even its length. */
async function askHidden({ stdin, stderr, signal }: CliHost, prompt: string): Promise<string> {
  stderr.write(prompt);
  stdin.setRawMode?.(true);
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed = '';
      const onData = (chunk: Buffer): void => {
        for (const key of chunk.toString('utf8')) {
          if (key === '\r' || key === '\n' || key === CTRL_D) finish(resolve);
          else if (key === CTRL_C) process.kill(process.pid, 'SIGINT');
          else if (key === BACKSPACE || key === DELETE) typed = typed.slice(0, -1);
          else typed += key;
        }
      };
      const onAbort = (): void => {
        finish(() => {
          reject(signal.reason as Error);
        });
      };
      function finish(end: (text: string) => void): void {
        stdin.off('data', onData);
        signal.removeEventListener('abort', onAbort);
        end(typed);
      }
      signal.addEventListener('abort', onAbort);
      stdin.on('data', onData);
      stdin.resume();
    });
  } finally {
    stdin.setRawMode?.(false);
    stdin.pause();
    stderr.write('\n');
  }
}
