import type { ArrivedEvent } from '../audit/audit-stream.service';
import { PLATFORM_TRAIL } from '../audit/trails';

/** What JSON leaves as it is, and what ends a line for some readers, steers a terminal, or turns the direction of what stands behind it. */
const UNSAFE = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/**
 * An event as the API answers it for the platform's administrator, with its number, in a line of its own.
 * @param aliases by id, of those tenants that there still are
 */
export function writeLine(event: ArrivedEvent, aliases: ReadonlyMap<string, string>): string {
  const { arrival, id, time, type, actor, userName, outcome, code, ip, requestId, details } = event;
  const tenantId = event.tenantId === PLATFORM_TRAIL ? null : event.tenantId;
  const fields = {
    arrival,
    tenantId,
    tenant: tenantId === null ? null : (aliases.get(tenantId) ?? null),
    id,
    time: new Date(time).toISOString(),
    type,
    actor,
    ...(userName === null ? {} : { userName }),
    outcome,
    ...(code === null ? {} : { code }),
    ip,
    requestId,
    details: JSON.parse(details) as unknown,
  };
  return `${JSON.stringify(fields).replace(UNSAFE, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
