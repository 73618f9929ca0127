import { existsSync, readFileSync } from 'node:fs';
import { Sweeper } from '../../src/database/sweeper';
import type { TestApp } from './app';

export interface ExportedEvent {
  readonly arrival: number;
  readonly tenantId: string | null;
  readonly tenant: string | null;
  readonly id: string;
  readonly type: string;
}

/** Every line that is whole; a torn one is left out, as whoever reads such a file does. */
export function eventsIn(text: string): ExportedEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as ExportedEvent];
    } catch {
      return [];
    }
  });
}

export function exportedTo(path: string): ExportedEvent[] {
  return existsSync(path) ? eventsIn(readFileSync(path, 'utf8')) : [];
}

/** By the sweeper, as it is in the service. */
export function sweep(...nodes: readonly TestApp[]): Promise<unknown> {
  return Promise.all(nodes.map((node) => node.nest.get(Sweeper).sweepAll()));
}

/** The ids of all events that there are, in the order of their arrival. */
export async function allIds(app: TestApp): Promise<string[]> {
  const rows = await app.dataSource.query<{ id: string }[]>('SELECT id FROM audit_events ORDER BY arrival');
  return rows.map(({ id }) => id);
}
