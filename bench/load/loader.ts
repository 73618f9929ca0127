import { once } from 'node:events';
import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../../demo/child-process';
import type { Load, LoadResult } from './load';

/** The process that sends the requests. */
export class Loader {
  private constructor(private readonly process: RunningProcess) {}

  static start(): Loader {
    const program = join(__dirname, 'load-process.ts');
    return new Loader(
      startProcess('The loader', ['--import', 'tsx', program], { PATH: process.env.PATH }, 'with messages'),
    );
  }

  get pid(): number {
    return this.process.child.pid ?? 0;
  }

  /** One load at a time. */
  async run(load: Load): Promise<LoadResult> {
    const { child } = this.process;
    const over = new AbortController();
    const end = once(child, 'exit', { signal: over.signal }).then(() => {
      throw new Error(`The loader ended:\n${this.process.output()}`);
    });
    const answer = once(child, 'message', { signal: over.signal }) as Promise<[LoadResult]>;
    child.send(load);
    const [result] = await Promise.race([answer, end]);
    over.abort();
    return result;
  }
}
