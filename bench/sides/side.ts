import type { Addressee } from '../response-maker';

/** By which the others are known to the IdP, and whose users it vouches for. */
export const PEER_ENTITY_ID = 'https://peer.example/sp';
export const PEER_DOMAIN = 'peer.example';

/** The processes of a side, by whose they are: asked for anew each time, since servers start and end some of theirs. */
export interface SideProcesses {
  readonly service: () => number[];
  readonly postgres: () => number[];
}

/** A service provider that signed responses are posted to. */
export interface Side {
  readonly name: string;
  readonly to: Addressee;
  readonly processes: SideProcesses;
  /** What of an answer's headers says that somebody is signed in: a regular expression. */
  readonly session: string;
  /** So many times as many logins a round as of ours: a slow one need not take longer. */
  readonly pace: number;
}
