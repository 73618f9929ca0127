const events = (count: number) => (count === 1 ? 'one event' : `${count} events`);
const seals = (count: number) => (count === 1 ? 'one seal' : `${count} seals`);

/** Whether an audit trail is as it was written. */
export const verification = {
  title: 'Verify the audit trail',
  lead: 'Each minute the service seals what happened since: a seal holds those events and the seal before it. Here all events are compared with their seals, and each seal with the one before. It only reads.',
  ofPlatform:
    "It is the platform's own trail: what happened that is no tenant's. A tenant's is verified from its audit events.",
  ofTenant: (id: string) => `It is the trail of the tenant with the ID ${id}.`,
  link: 'Verify that nobody changed it',
  progress: (seal: number, count: number) => `Up to seal ${seal}: ${events(count)} compared`,
  stay: 'It goes on while this page loads.',
  result: 'Result',
  intact: 'Nothing that is sealed was changed, removed or inserted.',
  intactSoFar: 'Up to here nothing was changed, removed or inserted. There is more.',
  unsealed: 'Nothing is sealed yet, and so nothing shows whether anything was changed.',
  nothingAfter: (seal: number) => `There is no seal after seal ${seal}: nothing was compared.`,
  flawed: (count: number) =>
    count === 1
      ? 'In one place this trail is not as it was sealed.'
      : `In ${count} places this trail is not as it was sealed.`,
  keep: 'Whoever runs the service should keep a copy of the database as it is now, before anything else is done: it shows what was changed.',
  verified: 'Compared',
  counted: (count: number, sealCount: number, after: number) =>
    `${events(count)} under ${seals(sealCount)}${after === 0 ? '' : `, after seal ${after}`}`,
  intactUpTo: 'Intact up to',
  seal: (sequence: number) => `seal ${sequence}`,
  sealedAt: ', made ',
  lastEvent: 'Last event that is sealed',
  dropped: 'Dropped by retention',
  droppedUpTo: (seal: number) => `events up to seal ${seal}; the seals are kept`,
  head: 'Head of the chain',
  headHint:
    'Note it where nobody reaches it who may change the database, and enter it below the next time: whether the end of a trail was cut off shows by that alone.',
  notBefore: (seal: number) => `What comes before was not compared on this page: up to seal ${seal}.`,
  fromBeginning: 'Compare all from the beginning',
  goOn: (seal: number) => `Go on after seal ${seal}`,
  tail: 'Not sealed yet',
  noTail: 'nothing',
  tailCount: (count: number, isMore: boolean) => `${isMore ? `${count} events or more` : events(count)}:`,
  tailHint: 'Whoever changes one of these is not found out. Within a minute or so they are sealed.',
  oldTail:
    'Whoever changes one of these is not found out, and they have waited longer than sealing takes. Whoever runs the service should look for a transaction that wrote an event and is not ended, for a node without the master key in force, and for “a sweep failed” in the log.',
  more: (count: number) =>
    count === 1
      ? 'One more place is not shown; “ram-sso audit verify” names all.'
      : `${count} more places are not shown; “ram-sso audit verify” names all.`,
  mend: 'What to do:',
  columns: {
    where: 'Where',
    when: 'When those seals were made',
    sealed: 'Events sealed',
    found: 'Events found',
    events: 'Events without a seal',
  },
  between: (after: number | null, upTo: number | null) => {
    if (upTo === null) return after === null ? 'at the end' : `at the end, after seal ${after}`;
    return after === null
      ? `from the beginning up to seal ${upTo}`
      : `after seal ${after}, up to seal ${upTo}`;
  },
  eventsThen: 'Events of that time',
  kinds: {
    events_changed: {
      title: 'Events were changed',
      meaning:
        'As many events are there as were sealed, but something that stands in them, or their order, is not as it was written.',
      mend: 'Compare the events of that time with a backup, or with a copy that was exported, and find out who could write into the database after they were sealed.',
    },
    events_removed: {
      title: 'Events were removed',
      meaning: 'Fewer events are there than were sealed, and it was not retention that dropped them.',
      mend: 'Read what is missing in a backup, or in a copy that was exported. A month that somebody dropped by hand looks like this, too.',
    },
    events_inserted: {
      title: 'Events were inserted',
      meaning:
        'Events are there that were not when this was sealed. At the end: they have numbers that the service did not draw, so that they would never be sealed.',
      mend: 'Do not believe the events of that time before they were compared with a backup, or with a copy that was exported.',
    },
    seals_missing: {
      title: 'Seals are missing',
      meaning:
        'Seals were removed, and with them what showed their events. At the end: or events were put there under numbers that were sealed before.',
      mend: 'Look for the seals in a backup (audit_seals), and compare their events with those that are there.',
    },
    seal_changed: {
      title: 'Seals were changed',
      meaning: 'A seal is not as the service made it, and so it shows nothing about its events.',
      mend: 'Compare the seal in a backup (audit_seals), and its events, with those that are there.',
    },
    chain_broken: {
      title: 'The chain is broken',
      meaning:
        'A seal is as the service made it, but does not follow the one that stands before it: that is not the one which stood there.',
      mend: 'Compare both seals in a backup (audit_seals), and their events, with those that are there.',
    },
    key_unknown: {
      title: 'A key is missing',
      meaning:
        'The key that these seals were made with is not there any more, or does not open: whether they are right nobody can say.',
      mend: 'Restore the row of audit_seal_keys from a backup, with the master key that it was kept under, and verify again.',
    },
    head_differs: {
      title: 'The noted head is not there',
      meaning:
        'The chain does not hold the head that was entered: its end was cut off, or it was made anew, or the database was restored from a backup of before.',
      mend: 'See that the head is of this trail. Where no backup was restored since it was noted, compare the end of the trail with one.',
    },
  },
  again: 'Compare with a head that was noted',
  againOfPlatform: 'Verify another trail, or compare with a head that was noted',
  tenantId: 'ID of a tenant that was deleted',
  tenantIdHint: "Empty: the platform's own trail",
  notedHead: 'Head',
  notedHeadHint: 'As an earlier verification showed it: a number, a colon and 64 hex digits',
  verify: 'Verify',
};
