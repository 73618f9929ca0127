import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { reachOf } from '../addresses/address-reach';
import { readUrl } from '../addresses/read-url';
import type { SettingReader } from './setting-reader';
import * as rules from './setting-rules';
import type { SettingsValues } from './settings';

type AuditExportSettings = Pick<
  SettingsValues,
  'auditExportFile' | 'auditExportName' | 'auditExportUrl' | 'auditExportSecrets' | 'auditExportAuthorization'
>;

/** Where audit events go beside the database. */
export function readAuditExport(reader: SettingReader): AuditExportSettings {
  const file = reader.read('AUDIT_EXPORT_FILE', rules.path);
  const settings = {
    auditExportFile: file === undefined ? undefined : resolve(file),
    auditExportName: reader.read('AUDIT_EXPORT_NAME', rules.shortName) ?? 'main',
    auditExportUrl: reader.read('AUDIT_EXPORT_URL', receiver),
    auditExportSecrets: reader.read('AUDIT_EXPORT_SECRET', signingSecrets) ?? [],
    auditExportAuthorization: reader.read('AUDIT_EXPORT_AUTHORIZATION', authorization),
  };
  const isKnown = ['AUDIT_EXPORT_SECRET', 'AUDIT_EXPORT_AUTHORIZATION'].some(
    (name) => reader.has(name) || reader.has(`${name}_FILE`),
  );
  if (settings.auditExportUrl !== undefined && !isKnown) {
    reader.refuse(
      'AUDIT_EXPORT_URL is set, and neither AUDIT_EXPORT_SECRET nor AUDIT_EXPORT_AUTHORIZATION is: whoever takes the events there could not tell ours from others ("echo whsec_$(openssl rand -base64 32)" makes a secret).',
    );
  }
  return settings;
}

/** Its path and query may hold a secret, and are never shown. */
const receiver: rules.Rule<string> = (text) => {
  const url = readUrl(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username || url.password || url.hash)
    throw new rules.WrongSetting('an http or https address without a user name, a password and a fragment');
  if (showsToStrangers(url))
    throw new rules.WrongSetting(
      `https for ${url.hostname}, which lies outside of any private network: plain http would show the events, and what is known of the receiver, to anybody on the way`,
    );
  return url.href;
};

/** As far as the address itself tells; what a name stands for is looked up, and held to the same rule, at each sending. */
function showsToStrangers({ protocol, hostname }: URL): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return protocol === 'http:' && isIP(address) !== 0 && reachOf(address) !== 'private';
}

const FEWEST_BYTES = 24;
const MOST_BYTES = 64;

const signingSecrets: rules.Rule<string[]> = (text) => {
  const secrets = text.split(',').map((secret) => secret.trim());
  if (secrets.every(isSigningSecret)) return secrets;
  throw new rules.WrongSetting(
    `"whsec_" and ${FEWEST_BYTES} to ${MOST_BYTES} bytes in base64, as "echo whsec_$(openssl rand -base64 32)" makes it; several, separated by commas, while it is being changed`,
  );
};

function isSigningSecret(text: string): boolean {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES && bytes.toString('base64') === base64;
}

const authorization: rules.Rule<string> = (text) => {
  if (/^[\x20-\x7e]{1,4096}$/.test(text)) return text;
  throw new rules.WrongSetting(
    'the value of an Authorization header, such as "Bearer ...": at most 4096 printable characters',
  );
};
