import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../../demo/child-process';
import { ask } from '../ask-process';
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
  run(load: Load): Promise<LoadResult> {
    return ask(this.process, load);
  }
}
