import type { AuditFlaw, AuditVerification } from '../../sdk/sdk';
import { readable } from '../output/cells';
import { formatPairs } from '../output/table';
import type { Colours } from '../terminal/colours';
import { printable } from '../terminal/printable';

/** What a verification found, for people. @param others facts about other trails */
export function showVerification(
  found: AuditVerification,
  colours: Colours,
  others: readonly (readonly [string, string])[] = [],
): string {
  const { seals, events, droppedUpToSeal, flaws, head, headSealedAt, tail } = found;
  const facts = formatPairs(
    [
      ['trail', sayState(found)],
      ['verified', `${counted(events, 'event')} under ${counted(seals, 'seal')}`],
      ['dropped by retention', droppedUpToSeal === null ? 'nothing' : `up to seal ${droppedUpToSeal}`],
      ['head', head ?? 'none'],
      ...(head === null ? [] : [['head sealed', readable(headSealedAt)] as const]),
      ['not sealed yet', sayTail(tail)],
      ...others,
    ],
    colours,
  );
  return facts + showFlaws(flaws, colours);
}

export function showFlaws(flaws: readonly AuditFlaw[], colours: Colours): string {
  return flaws.map((flaw) => `${colours.yellow(`! ${flaw.kind}:`)} ${printable(sayFlaw(flaw))}\n`).join('');
}

/** Of no seals nothing can be wrong, and nothing is shown. */
export function isUnsealed({ intact, head }: AuditVerification): boolean {
  return intact && head === null;
}

/** As the platform's own trail may be: a tenant's tells at least that it was made. */
export function isEmpty({ head, tail }: AuditVerification): boolean {
  return head === null && (tail === null || tail.events === 0);
}

export const UNSEALED = 'Nothing is sealed yet, and so nothing shows whether anything was changed.';

export function sayState(found: AuditVerification): string {
  if (isUnsealed(found)) return UNSEALED;
  return found.intact ? 'intact' : 'NOT as it was sealed';
}

function sayTail(tail: AuditVerification['tail']): string {
  if (!tail || tail.events === 0) return 'nothing';
  return `${counted(tail.events, 'event')}, ${readable(tail.from)} to ${readable(tail.to)}`;
}

function sayFlaw(flaw: AuditFlaw): string {
  const { eventIds } = flaw;
  const named = eventIds.length > 0 ? `: ${eventIds.join(', ')}` : '';
  return `${whatIs(flaw)} ${whereIs(flaw)}${named}`;
}

function whatIs({ kind, sealed, found }: AuditFlaw): string {
  switch (kind) {
    case 'events_changed':
      return `some of ${counted(sealed ?? 0, 'event')} were changed`;
    case 'events_removed':
      return `of ${counted(sealed ?? 0, 'event')} ${found ?? 0} are left`;
    case 'events_inserted':
      return `${found ?? 0} events are there where ${sealed ?? 0} were sealed`;
    case 'seals_missing':
      return found === null ? 'seals are missing' : `the seals of ${counted(found, 'event')} are missing`;
    case 'seal_changed':
      return 'the seal is not as it was made';
    case 'chain_broken':
      return 'the seal does not follow the one before it';
    case 'key_unknown':
      return 'the seal was made with a key that is not there any more, or does not open';
    case 'head_differs':
      return 'the chain does not hold the head that was noted';
  }
}

function whereIs({ afterSeal, upToSeal, from, to }: AuditFlaw): string {
  const begin = afterSeal === null ? 'from the beginning' : `after seal ${afterSeal}${timeOf(from)}`;
  return upToSeal === null ? 'at the end' : `${begin} up to seal ${upToSeal}${timeOf(to)}`;
}

function timeOf(at: string | null): string {
  return at === null ? '' : ` (${readable(at)})`;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
