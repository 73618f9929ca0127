import { LineCounter, parseDocument } from 'yaml';
import { readNetworkMask } from '../../tenants/network-masks';
import { type MetadataReport } from '../idp/check-metadata';
import { DECLARATION, type DeclaredIdp, type DeclaredTenant } from './declaration';
import { type Issue, Reading } from './rules';

/** A tenant as it shall be; metadata are read already. */
export interface DesiredTenant {
  readonly alias: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Undefined: nothing is said of it. Null: there shall be none. */
  readonly idp: DesiredIdp | null | undefined;
  readonly users: ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined;
  readonly webhooks: readonly (Readonly<Record<string, unknown>> & { readonly url: string })[] | undefined;
}

export interface DesiredIdp {
  readonly document: Buffer | undefined;
  readonly url: string | undefined;
  readonly entityId: string | undefined;
  readonly certificate: string | undefined;
  /** For people. */
  readonly from: string;
}

export interface Files {
  /** What a file beside the declaration holds; throws where it can't be read. */
  readonly read: (name: string) => Buffer;
  readonly check: (document: Buffer, idp: DeclaredIdp) => MetadataReport;
}

export type ReadResult =
  { readonly tenants: readonly DesiredTenant[] } | { readonly issues: readonly Issue[] };

/** Reads all of a declaration, YAML or JSON, or names everything that is wrong with it, each by its line. */
export function readDeclaration(source: string, files: Files): ReadResult {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return {
      issues: broken.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { line, column: col, message };
      }),
    };
  }
  const reading = new Reading(document, lines);
  const declaration = DECLARATION(document.contents, 'the file', reading);
  const tenants = [...(declaration?.tenants ?? [])].map(([alias, tenant]) =>
    toDesired(
      alias,
      tenant,
      (path, message) => {
        reading.refuse(document.getIn(['tenants', alias, ...path], true) ?? document.contents, message);
      },
      files,
    ),
  );
  refuseSharedNames(tenants, (alias, path, message) => {
    reading.refuse(document.getIn(['tenants', alias, ...path], true), message);
  });
  return reading.issues.length > 0 ? { issues: sorted(reading.issues) } : { tenants };
}

type Refuse = (path: readonly string[], message: string) => void;

function toDesired(alias: string, tenant: DeclaredTenant, refuse: Refuse, files: Files): DesiredTenant {
  const { idp, users, webhooks, ...settings } = tenant;
  return {
    alias,
    settings: normalised(settings, refuse),
    idp: idp ? toDesiredIdp(idp, refuse, files) : idp,
    users,
    webhooks: webhooks?.flatMap(({ url, ...webhook }) => (url === undefined ? [] : [{ ...webhook, url }])),
  };
}

/** As the service keeps them: what is the same must compare so. */
function normalised(settings: Readonly<Record<string, unknown>>, refuse: Refuse): Record<string, unknown> {
  const masks = settings.loginNetworkMasks as readonly string[] | null | undefined;
  const lower = Object.entries(settings).map(([name, value]): [string, unknown] => [
    name,
    /^(domainAlias|auxiliaryDomain)$/.test(name) && typeof value === 'string' ? value.toLowerCase() : value,
  ]);
  const read = masks?.map((mask) => {
    const known = readNetworkMask(mask);
    if (known === undefined) refuse(['loginNetworkMasks'], `${mask} must be a CIDR, such as 10.0.0.0/8`);
    return known ?? mask;
  });
  return {
    ...Object.fromEntries(lower),
    ...(masks === undefined ? {} : { loginNetworkMasks: read ?? null }),
  };
}

const SOURCES = ['metadataFile', 'metadataUrl', 'metadataXml'] as const;

function toDesiredIdp(idp: DeclaredIdp, refuse: Refuse, files: Files): DesiredIdp | undefined {
  const { metadataFile, metadataUrl, metadataXml, entityId, metadataSigningCertificate: certificate } = idp;
  const [source, ...others] = SOURCES.filter((name) => name in idp);
  if (source === undefined || others.length > 0) {
    refuse(['idp'], 'idp must have exactly one of metadataFile, metadataUrl and metadataXml');
    return undefined;
  }
  // It was refused when it was read.
  if (idp[source] === undefined) return undefined;
  const demands = { entityId, certificate };
  if (metadataUrl !== undefined)
    return {
      ...demands,
      document: undefined,
      // The service keeps it without a fragment.
      url: metadataUrl.replace(/#.*$/, ''),
      from: metadataUrl,
    };
  try {
    const document = metadataFile === undefined ? Buffer.from(metadataXml ?? '') : files.read(metadataFile);
    const report = files.check(document, idp);
    if (!report.accepted) refuse(['idp'], `the metadata would be refused: ${report.reason}`);
    return { ...demands, document, url: undefined, from: metadataFile ?? 'metadataXml' };
  } catch (error) {
    refuse(['idp'], (error as Error).message);
    return undefined;
  }
}

/** Names that are one to the service: users without regard to case, webhooks by address. */
function refuseSharedNames(
  tenants: readonly DesiredTenant[],
  refuse: (alias: string, path: readonly string[], message: string) => void,
): void {
  for (const { alias, users, webhooks } of tenants) {
    const names = new Set<string>();
    for (const name of users?.keys() ?? []) {
      if (names.has(name.toLowerCase()))
        refuse(alias, ['users', name], `users: ${name} is there in another case already`);
      names.add(name.toLowerCase());
    }
    const urls = webhooks?.map(({ url }) => url) ?? [];
    if (new Set(urls).size < urls.length) refuse(alias, ['webhooks'], 'webhooks: an address is there twice');
  }
}

function sorted(issues: readonly Issue[]): Issue[] {
  return [...issues].sort((a, b) => a.line - b.line || a.column - b.column);
}
