import { relative } from 'node:path';
import type { Settings } from './settings/settings';

export interface BannerFacts {
  readonly version: string;
  readonly settings: Settings;
  /** Of the file that the admin token is kept in; undefined where ADMIN_TOKEN gave it. */
  readonly adminTokenFile: string | undefined;
  /** Where the embedded database lies; undefined where DATABASE_URL names another. */
  readonly databaseDirectory: string | undefined;
}

/** For the person who started it: where it is, what he needs, what to do next. */
export function banner({ version, settings, adminTokenFile, databaseDirectory }: BannerFacts): string {
  const { baseUrl, host, port } = settings;
  const token = adminTokenFile ? `$(cat '${shortPath(adminTokenFile)}')` : '$ADMIN_TOKEN';
  return `
  ram-sso ${version} is ready on ${baseUrl} (listening on ${host.includes(':') ? `[${host}]` : host}:${port}${settings.workers > 1 ? `, ${settings.workers} workers` : ''})

    Console      ${baseUrl}/admin
    API docs     ${baseUrl}/docs
    Admin token  ${adminTokenFile ? shortPath(adminTokenFile) : 'as ADMIN_TOKEN says'}
    Database     ${databaseDirectory ? `embedded, in ${shortPath(databaseDirectory)}` : 'as DATABASE_URL says'}
${auditExport(settings)}
  Next, open the console, sign in with the admin token, and follow “Set up single sign-on”. Or make a tenant from here, and hand its
  IdP the metadata from ${baseUrl}/saml/acme/metadata:

    curl ${baseUrl}/api/v1/tenants -H "Authorization: Bearer ${token}" \\
      -H 'Content-Type: application/json' -d '{"alias": "acme"}'

`;
}

/** Path and query of the address may hold a secret. */
function auditExport({ auditExportFile: file, auditExportUrl: url, auditExportName }: Settings): string {
  const places = [...(file === undefined ? [] : [file]), ...(url === undefined ? [] : [new URL(url).origin])];
  return places.length === 0 ? '' : `    Audit export ${places.join(' and ')}, as ${auditExportName}\n`;
}

function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}
