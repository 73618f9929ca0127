import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { readUrl } from '../../addresses/read-url';
import { inTime } from '../../settings/in-time';
import type { CommandContext } from '../command-context';
import { type Finding, skipped } from './finding';
import { judgeCertificate } from './judge-certificate';

const PATIENCE_MS = 10_000;
const HTTPS_PORT = 443;

/** What browsers are shown at an https origin; that nothing answers there is found elsewhere. */
export async function lookAtCertificate(
  { clock, signal }: Pick<CommandContext, 'clock' | 'signal'>,
  origin: string,
): Promise<readonly Finding[]> {
  const url = readUrl(origin);
  if (url?.protocol !== 'https:') return [];
  const { hostname, port } = url;
  const subject = `certificate of ${origin}`;
  const host = hostname.replace(/^\[|\]$/g, '');
  try {
    const look = (bounded: AbortSignal) => show(host, Number(port || HTTPS_PORT), bounded);
    const { certificate, chainFailure } = await inTime(PATIENCE_MS, look, signal);
    const { validFrom, validTo, subjectAltName = '' } = certificate;
    const shown = {
      chainFailure,
      isOfHost: isOfHost(certificate, host),
      names: subjectAltName,
      validFrom: new Date(validFrom),
      validTo: new Date(validTo),
    };
    return judgeCertificate(subject, shown, clock.now());
  } catch (error) {
    signal.throwIfAborted();
    const { message, code } = error as NodeJS.ErrnoException;
    return [skipped(subject, `none is shown: ${message || String(code)}`)];
  }
}

interface Shown {
  readonly certificate: X509Certificate;
  /** OpenSSL's name for what is wrong with who vouches for it. */
  readonly chainFailure: string | undefined;
}

/** Whatever is shown is looked at, so nothing is refused here; and nothing is sent. */
async function show(host: string, port: number, signal: AbortSignal): Promise<Shown> {
  const socket = connect({
    host,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  try {
    await secured(addAbortSignal(signal, socket));
    const certificate = socket.getPeerX509Certificate();
    if (!certificate) throw new Error('the server has no certificate');
    // Node's types have an error here, and Node a code.
    const failure: unknown = socket.authorizationError;
    return { certificate, chainFailure: socket.authorized ? undefined : String(failure) };
  } finally {
    socket.destroy();
  }
}

function secured(socket: TLSSocket): Promise<void> {
  return new Promise((done, failed) => {
    socket.once('secureConnect', done);
    socket.on('error', failed);
    socket.once('close', () => {
      failed(new Error('the server closed the connection'));
    });
  });
}

/** As browsers do: the subject's common name counts for nothing. */
function isOfHost(certificate: X509Certificate, host: string): boolean {
  const found =
    isIP(host) === 0 ? certificate.checkHost(host, { subject: 'never' }) : certificate.checkIP(host);
  return found !== undefined;
}
