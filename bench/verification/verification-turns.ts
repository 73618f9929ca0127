import { join } from 'node:path';
import { type RunningProcess, startProcess } from '../../demo/child-process';
import { ask } from '../ask-process';
import type { SignedCase } from './signed-case';

/** What a verifier's process is asked: who it is, and how often it verifies in this turn. */
export interface VerificationOrder {
  readonly name: string;
  readonly signed: SignedCase;
  readonly repeats: number;
}

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
    private readonly signed: SignedCase,
    private readonly repeats: number,
  ) {
    const args = ['--import', 'tsx', join(__dirname, 'verification-process.ts')];
    this.process = startProcess(name, args, { PATH: process.env.PATH }, 'with messages');
  }

  async takeTurn(): Promise<void> {
    const { name, signed, repeats } = this;
    const order: VerificationOrder = { name, signed, repeats };
    const { microseconds } = await ask<VerificationAnswer>(this.process, { ...order });
    if (this.isWarm) this.microseconds.push(microseconds);
    this.isWarm = true;
  }
}
