/** The service's settings, read once at start from the environment (see the README's table) and validated. */
export class Settings {
  readonly host: string;
  readonly port: number;
  /** An origin without a trailing slash; every SAML URL and entityID is built on it. */
  readonly baseUrl: string;
  /** Undefined: an embedded Postgres runs under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly adminToken: string;
  /** 32 bytes. */
  readonly masterKey: Buffer;
  /** 32 bytes: of a rotation under way, so that the node holds the key in force before and after it. */
  readonly newMasterKey: Buffer | undefined;
  readonly consoleUrl: string;
  readonly defaultDomainSuffix: string;
  readonly sessionTtlSeconds: number;
  readonly clockSkewSeconds: number;
  readonly rateLimitFactor: number;
  /** Processes of this node that answer requests. */
  readonly workers: number;
  /** Of how many tenants a process keeps in memory, at most, what their sign-ins are checked against; others are read anew. */
  readonly tenantsInMemory: number;
  /** How long a node that was told to stop goes on answering at least, not ready any more; a balancer is told meanwhile. */
  readonly leaveSeconds: number;
  /** How long a refused login is kept; 0: none is. */
  readonly refusedLoginDays: number;
  /** Whole months of audit events that are kept beside the one that it is; 0: all of them are. */
  readonly auditRetentionMonths: number;
  /** Where audit events are written to; undefined: to no file. */
  readonly auditExportFile: string | undefined;
  /** Where they are sent to, with secrets or an authorization or both; undefined: nowhere. */
  readonly auditExportUrl: string | undefined;
  /** `whsec_...`; each signs. */
  readonly auditExportSecrets: readonly string[];
  readonly auditExportAuthorization: string | undefined;
  /** Nodes of one name export together, each event once; those of another have all of them for themselves. */
  readonly auditExportName: string;
  /** Addresses and CIDRs. */
  readonly trustedProxies: readonly string[];
  readonly allowPrivateMetadataUrls: boolean;
  /** In every tenant's SP metadata, with `organizationUrl`; undefined: no organisation is. */
  readonly organizationName: string | undefined;
  readonly organizationUrl: string;
  /** In every tenant's SP metadata; undefined: no contact is. */
  readonly technicalContactEmail: string | undefined;
  readonly logLevel: string;
  /** Of how many tenants, at most, metrics tell by name; above 0 traces name theirs too. */
  readonly tenantLabels: number;
  /** Whether OpenTelemetry's own settings ask for traces. */
  readonly traces: boolean;

  constructor(values: SettingsValues) {
    Object.assign(this, values);
    Object.freeze(this);
  }
}

export type SettingsValues = { readonly [K in keyof Settings]: Settings[K] };
