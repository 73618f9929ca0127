import type { en } from './en/en';

/** All that the console says, in one language. */
export type Texts = typeof en;

/** In an address, for what was just done. */
export type DoneWord = keyof Texts['frame']['done'];
