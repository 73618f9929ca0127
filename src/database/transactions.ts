import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sqlState } from './driver-error';

/** Serialisation failure and deadlock: nothing was written, and a second try usually succeeds. */
const WORTH_REPEATING = ['40001', '40P01'];

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction; after a serialisation failure or a deadlock, once more from its start. */
  run<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return twiceIfLost(() => this.dataSource.transaction(work));
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
