import { formatPairs, formatTable } from '../output/table';
import { readable } from '../output/cells';
import type { Colours } from '../terminal/colours';
import { printable, printableLine } from '../terminal/printable';
import { shellWord } from '../terminal/shell-word';
import type { CertificateReport, MetadataReport } from './check-metadata';

interface ShownEndpoint {
  readonly binding?: string;
  readonly location?: string;
}

const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:';

/** What was read, for people. */
export function showReport(report: MetadataReport, colours: Colours): string {
  if (!report.accepted) return showRefusal(report, colours);
  const facts = formatPairs(
    [
      ['entityID', report.entityId],
      ...report.ssoServices.map((one) => ['single sign-on', endpoint(one)] as const),
      ...report.sloServices.map((one) => ['single logout', endpoint(one)] as const),
      ['wants signed requests', report.wantAuthnRequestsSigned ? 'yes' : 'no'],
      ...report.nameIdFormats.map((one) => ['NameID format', one] as const),
      ['valid until', report.validUntil === undefined ? 'not said' : readable(report.validUntil)],
    ],
    colours,
  );
  return [facts, certificates(report.signingCertificates, colours), warnings(report.warnings, colours)].join(
    '\n',
  );
}

function showRefusal(
  { reason, candidates }: Extract<MetadataReport, { accepted: false }>,
  { red }: Colours,
): string {
  const choice = candidates.map((one) => `  --entity-id ${shellWord(printableLine(one))}\n`);
  return `${red('✗ refused:')} ${printable(reason)}\n${choice.join('')}`;
}

function endpoint({ binding = '', location = '' }: ShownEndpoint): string {
  return `${binding.startsWith(BINDING) ? binding.slice(BINDING.length) : binding}  ${location}`;
}

function certificates(all: readonly CertificateReport[], colours: Colours): string {
  const rows = all.map(({ subject, sha256Fingerprint, notAfter, believed }) => [
    subject,
    sha256Fingerprint,
    readable(notAfter),
    believed ? 'yes' : 'no',
  ]);
  return formatTable(['SIGNING CERTIFICATE', 'SHA-256', 'UNTIL', 'BELIEVED'], rows, colours);
}

function warnings(
  all: readonly { readonly code: string; readonly message: string }[],
  colours: Colours,
): string {
  if (all.length === 0) return `${colours.green('✓')} nothing to warn of\n`;
  return all.map(({ code, message }) => `${colours.yellow(`! ${code}:`)} ${printable(message)}\n`).join('');
}
