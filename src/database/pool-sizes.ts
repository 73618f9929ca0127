/** Connections that a process holds at most. */
export interface PoolSizes {
  /** Of the data source: all but what follows. */
  readonly shared: number;
  /** Beside them, of what is asked with every login: a report or an import that holds all others keeps nobody from signing in. */
  readonly prepared: number;
}

/** Of a node; a hundred concurrent logins take turns on them. */
const NODE: PoolSizes = { shared: 20, prepared: 12 };
/** With fewer, those would wait for each other that need a second connection within a transaction; the sweeps may hold six, and two more for each export of the audit trail. */
const LEAST: PoolSizes = { shared: 8, prepared: 4 };

/** Of each of a node's processes. */
export function poolSizesOf(workers: number): PoolSizes {
  return {
    shared: Math.max(LEAST.shared, Math.ceil(NODE.shared / workers)),
    prepared: Math.max(LEAST.prepared, Math.ceil(NODE.prepared / workers)),
  };
}

/** Of a node in all. */
export function connectionsOf(workers: number): number {
  const { shared, prepared } = poolSizesOf(workers);
  return workers * (shared + prepared);
}
