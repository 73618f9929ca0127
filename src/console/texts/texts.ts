import type { en } from './en/en';

/** All that the console says, in one language. */
export type Texts = typeof en;
