import { describeMachine, describeVersions } from '../machine';
import type { ScaleResults } from '../report/results';
import { type RunningService, startService } from '../scene';
import { measureAggregate } from './measure-aggregate';
import { measureScale, type ScaleSize } from './measure-scale';

/** What a login costs beside very many tenants and users, what they cost themselves, and what one document of very many does. */
export async function benchScale(
  few: RunningService,
  size: ScaleSize & { readonly entities: number },
): Promise<{ results: ScaleResults; faults: string[] }> {
  const aggregate = await measureAggregate(few, size);
  const many = await startService();
  const scale = await measureScale(few, many, size);
  const results = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    versions: describeVersions(),
    rounds: size.rounds,
    scale,
    aggregate,
  };
  const errors = scale.few.errors + scale.many.errors;
  return { results, faults: errors === 0 ? [] : [`${errors} logins were not accepted`] };
}
