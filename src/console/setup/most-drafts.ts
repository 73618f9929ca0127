/** Of one tenant: whoever opens session after session, and leaves 25 MiB in each, fills no disk. The oldest go. */
export const MOST_DRAFTS = 10;
