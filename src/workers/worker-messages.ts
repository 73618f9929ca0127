import type { SettingsValues } from '../settings/settings';

/** What one worker has counted, metric by metric: whoever adds it up knows their form. */
export type Report = readonly object[];

/** What the primary needs a worker to do. */
export type ToWorker =
  | { readonly kind: 'serve'; readonly settings: SettingsValues; readonly databaseUrl: string }
  | { readonly kind: 'stop' }
  /** Its own counts. */
  | { readonly kind: 'report'; readonly request: number }
  /** Those of all workers, as it had asked for. */
  | { readonly kind: 'reports'; readonly request: number; readonly reports: readonly Report[] };

/** What a worker says to the primary. */
export type ToPrimary =
  /** It hears what it is told. */
  | { readonly kind: 'listening' }
  | { readonly kind: 'ready'; readonly masterKeyId: string }
  /** A `StartError`'s, or what else kept it from serving. */
  | { readonly kind: 'refused'; readonly message: string; readonly exitCode: 1 | 2 }
  | { readonly kind: 'report'; readonly request: number; readonly report: Report }
  /** It wants the counts of all workers; `request` is a number of its own. */
  | { readonly kind: 'gather'; readonly request: number };
