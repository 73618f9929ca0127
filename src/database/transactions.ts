import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sqlState } from './driver-error';

/** Serialisation failure and deadlock: nothing was written, and a second try usually succeeds. */
const WORTH_REPEATING = ['40001', '40P01'];

@Injectable()
export class Transactions {
  private readonly afterwards = new WeakMap<EntityManager, (() => void)[]>();

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction; after a serialisation failure or a deadlock, once more from its start. */
  async run<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const { result, tx } = await twiceIfLost(() =>
      this.dataSource.transaction(async (tx) => ({ result: await work(tx), tx })),
    );
    for (const then of this.afterwards.get(tx) ?? []) then();
    return result;
  }

  /**
   * For what must not be done before others see what the transaction writes, nor where it is undone; and not at all where it is
   * none of `run`'s, so only for what would be done later anyway. It must not throw.
   */
  afterCommit(tx: EntityManager, then: () => void): void {
    this.afterwards.set(tx, [...(this.afterwards.get(tx) ?? []), then]);
  }
}

/** Runs what leaves nothing behind where it fails (a statement, a transaction); after a serialisation failure or a deadlock, once more. */
export async function twiceIfLost<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!WORTH_REPEATING.includes(sqlState(error) ?? '')) throw error;
    return work();
  }
}
