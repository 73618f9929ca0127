import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sqlState } from './driver-error';

/** Serialisation failure and deadlock: nothing was written, and a second try usually succeeds. */
const WORTH_REPEATING = ['40001', '40P01'];

/** A transaction that others join, while it lasts. */
interface Joint {
  readonly tx: EntityManager;
  isOver: boolean;
}

@Injectable()
export class Transactions {
  private readonly afterwards = new WeakMap<EntityManager, (() => void)[]>();
  private readonly joint = new AsyncLocalStorage<Joint>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in one transaction; after a serialisation failure or a deadlock, once more from its start. Within `runJointly` it is
   * a part of that transaction: undone alone where it fails, and committed with the whole.
   */
  async run<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const joint = this.joint.getStore();
    if (joint && !joint.isOver) return twiceIfLost(() => joint.tx.transaction(work));
    const { result, tx } = await twiceIfLost(() =>
      this.dataSource.transaction(async (tx) => ({ result: await work(tx), tx })),
    );
    for (const then of this.afterwards.get(tx) ?? []) then();
    return result;
  }

  /**
   * Runs `work` in one transaction, and in the same one whatever it calls that runs transactions of its own: all of it stands, or
   * nothing. What is read outside of a transaction there still comes over another connection, and does not see what is not committed.
   */
  runJointly<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.run(async (tx) => {
      const joint = { tx, isOver: false };
      try {
        return await this.joint.run(joint, () => work(tx));
      } finally {
        joint.isOver = true;
      }
    });
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
    if (!isWorthRepeating(error)) throw error;
    return work();
  }
}

export function isWorthRepeating(error: unknown): boolean {
  return WORTH_REPEATING.includes(sqlState(error) ?? '');
}
