import type { Measured } from './statistics';

/** Where and when something was measured. */
export interface Circumstances {
  readonly date: string;
  readonly machine: Machine;
  /** Name to version, of all that took part. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
}

/** What `--scale` found. */
export interface ScaleResults extends Circumstances {
  readonly scale: ScaleFigures;
  readonly aggregate: AggregateFigures;
}

/** All that a run of the benchmark found, as it is written to a file. */
export interface BenchResults extends Circumstances {
  /** Of the verified response. */
  readonly bytes: number;
  readonly verifications: readonly VerificationFigures[];
  readonly logins: readonly LoadFigures[];
  /** Other requests to ram-sso. */
  readonly requests: readonly LoadFigures[];
  /** RSA-2048: of what a signed AuthnRequest costs. */
  readonly signingMilliseconds: number;
  /** CPU of a login of ours, over that of node-saml's verification in the same round. */
  readonly loginRatio: Measured;
  readonly forged?: ForgedFigures;
  /** What could not be measured, and why. */
  readonly leftOut: readonly string[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
}

export interface VerificationFigures {
  readonly name: string;
  /** CPU. */
  readonly microseconds: Measured;
}

/** What one kind of request cost, each. */
export interface LoadFigures {
  readonly name: string;
  readonly connections: number;
  /** CPU in milliseconds. */
  readonly service: Measured;
  readonly postgres: Measured;
  readonly loader: Measured;
  /** Service and Postgres together. */
  readonly cpu: Measured;
  readonly perSecond: Measured;
  /** Milliseconds to the answer. */
  readonly p50: Measured;
  readonly p99: Measured;
  /** Requests of all rounds that were not answered as they should be. */
  readonly errors: number;
}

/** Logins under full load, some of them forged. */
export interface ForgedFigures {
  readonly good: number;
  readonly goodAccepted: number;
  /** Of each kind. */
  readonly kinds: readonly { readonly kind: string; readonly sent: number; readonly accepted: number }[];
}

/** The same logins with few tenants and users, and with many. */
export interface ScaleFigures {
  readonly tenants: number;
  readonly activeTenants: number;
  readonly users: number;
  readonly few: LoadFigures;
  readonly many: LoadFigures;
  /** CPU of a login with many over one with few, round by round. */
  readonly ratio: Measured;
  readonly readyMilliseconds: number;
  /** Of the service, with so many tenants active. */
  readonly residentMegabytes: number;
  readonly kilobytesPerTenant: number;
}

/** What `--soak` found. */
export interface SoakResults extends Circumstances {
  readonly logins: number;
  readonly errors: number;
  readonly samples: readonly MemorySample[];
}

/** What a service holds after so many logins, once all is collected that can be. */
export interface MemorySample {
  readonly logins: number;
  readonly residentMegabytes: number;
  readonly heapMegabytes: number;
  /** Buffers and the like. */
  readonly externalMegabytes: number;
}

/** What `--endurance` found. */
export interface EnduranceResults extends Circumstances {
  readonly minutes: number;
  /** Logins, each connection sending the next as soon as the last is answered. */
  readonly fullPerSecond: number;
  /** Requests, for all these minutes. */
  readonly perSecond: number;
  readonly samples: readonly EnduranceSample[];
}

/** What a minute of load brought, and what the service held after it, once all was collected that could be. */
export interface EnduranceSample extends Omit<MemorySample, 'logins'> {
  readonly minute: number;
  readonly requests: number;
  /** Not answered as they should be. */
  readonly errors: number;
  /** Milliseconds from the moment at which a request was due to its answer. */
  readonly p99: number;
  readonly slowest: number;
  /** Descriptors of the service's process. */
  readonly openFiles: number;
  /** Sockets, timers and the like, as Node counts them. */
  readonly activeResources: number;
  readonly postgresProcesses: number;
}

/** What `--workers` found. */
export interface WorkersResults extends Circumstances {
  readonly one: LoadFigures;
  readonly two: LoadFigures;
  /** Two services of one process at once, each with a database of its own. */
  readonly apart: LoadFigures;
  /** Logins a second with two workers over those with one, round by round. */
  readonly ratio: Measured;
  /** Likewise of the two services together. */
  readonly apartRatio: Measured;
}

/** One identity provider out of many in one document, while others sign in. */
export interface AggregateFigures {
  readonly entities: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly residentMegabytes: number;
  /** Of logins without it, and meanwhile. */
  readonly aloneP99: number;
  readonly besideP99: number;
  /** The longest that a login took meanwhile. */
  readonly slowestLoginMilliseconds: number;
}
