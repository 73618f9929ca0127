import type { Screen } from '../screen/screen';

/** The trail that is verified, and where its pages are. */
export interface ShownTrail {
  readonly screen: Screen;
  /** Null: it is not a tenant's that there is. */
  readonly alias: string | null;
  readonly path: string;
  /** What was asked for. */
  readonly fields: Readonly<Record<string, string>>;
  /** It was verified up to this seal elsewhere; 0: from the beginning. */
  readonly after: number;
  readonly now: Date;
}
