import { once } from 'node:events';
import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../../demo/child-process';
import type { SignedCase } from './signed-case';

/** What is asked of a verifier's process: at first who it is, then turns. */
export type VerificationOrder =
  { readonly name: string; readonly signed: SignedCase } | { readonly repeats: number };

/** CPU time of each verification of a turn. */
export interface VerificationAnswer {
  readonly microseconds: number;
}

/**
 * What one verifier needs, measured in turns with the others. It has a process of its own: in one that they share, each collects what
 * the others leave behind.
 */
export class VerificationTurns {
  /** CPU time of each turn but the first, which warms up. */
  readonly microseconds: number[] = [];
  private isWarm = false;
  private readonly process: RunningProcess;

  constructor(
    readonly name: string,
    signed: SignedCase,
    private readonly repeats: number,
  ) {
    const args = ['--import', 'tsx', join(__dirname, 'verification-process.ts')];
    this.process = startProcess(name, args, { PATH: process.env.PATH }, 'with messages');
    this.order({ name, signed });
  }

  async takeTurn(): Promise<void> {
    const { child } = this.process;
    const over = new AbortController();
    const end = once(child, 'exit', { signal: over.signal }).then(() => {
      throw new Error(`${this.name} ended:\n${this.process.output()}`);
    });
    const answer = once(child, 'message', { signal: over.signal }) as Promise<[VerificationAnswer]>;
    this.order({ repeats: this.repeats });
    const [{ microseconds }] = await Promise.race([answer, end]);
    over.abort();
    if (this.isWarm) this.microseconds.push(microseconds);
    this.isWarm = true;
  }

  private order(order: VerificationOrder): void {
    this.process.child.send(order);
  }
}
