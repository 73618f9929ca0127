import type { Noun } from '../verb';
import { idp } from './idp';
import { profiles } from './profiles';

/** In the order in which help and documentation have them. */
export const nouns: readonly Noun[] = [idp, profiles];
