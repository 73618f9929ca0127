/** All fields at their longest, each character escaped, have half of it. */
export const LINE_BYTES = 32 * 1024;
export const IMPORT_BYTES = 128 * 1024 * 1024;
/** Names are remembered for as long as the import lasts, so that one that is repeated is noticed. */
export const IMPORT_LINES = 250_000;
/** Of one transaction: the statements are few, and no login waits long for the rows that they lock. */
export const BATCH_LINES = 250;
