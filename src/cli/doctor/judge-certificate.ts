import { type Finding, ok, wrong } from './finding';

export interface ShownCertificate {
  /** OpenSSL's name for it, such as `CERT_HAS_EXPIRED`. */
  readonly chainFailure: string | undefined;
  readonly isOfHost: boolean;
  /** All that it is for, as OpenSSL writes them. */
  readonly names: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

const DAY_MS = 86_400_000;
/** Whoever renews by itself has done so by then: of one that lasts for weeks or days a quarter is left. */
const LATE_DAYS = 21;
const LATE_SHARE = 1 / 4;

const OUT_OF_TIME = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const CHAIN_ADVICE: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'let the proxy show the whole chain, with the intermediate certificates',
  CERT_HAS_EXPIRED: 'let the proxy show another chain: one of its intermediate certificates has expired',
};
const OWN_AUTHORITY =
  'take one of a public authority; of your own authority, name its certificate in NODE_EXTRA_CA_CERTS here, and see to it that browsers know it';

/** What a browser would say of it, and whether somebody has forgotten to renew it. */
export function judgeCertificate(
  subject: string,
  { chainFailure, isOfHost, names, validFrom, validTo }: ShownCertificate,
  now: Date,
): readonly Finding[] {
  const findings: Finding[] = [];
  const isInTime = validFrom <= now && now < validTo;
  if (!isOfHost)
    findings.push(
      wrong(subject, `is for ${names || 'no name'} alone`, 'take one for the host of BASE_URL, or mend that'),
    );
  if (chainFailure !== undefined && (isInTime || !OUT_OF_TIME.includes(chainFailure)))
    findings.push(
      wrong(subject, `is not trusted (${chainFailure})`, CHAIN_ADVICE[chainFailure] ?? OWN_AUTHORITY),
    );
  const late = judgeTime(subject, { validFrom, validTo }, now);
  if (late) findings.push(late);
  if (findings.length > 0) return findings;
  return [
    ok(
      subject,
      `is trusted and for this host; ${daysLeft(validTo, now)} days left: ${validTo.toISOString()}`,
    ),
  ];
}

function judgeTime(
  subject: string,
  { validFrom, validTo }: Pick<ShownCertificate, 'validFrom' | 'validTo'>,
  now: Date,
): Finding | undefined {
  if (now < validFrom)
    return wrong(
      subject,
      `holds only from ${validFrom.toISOString()} on`,
      'check the clock here; or take the one before',
    );
  if (now >= validTo)
    return wrong(subject, `ended at ${validTo.toISOString()}`, 'renew it: browsers refuse this site');
  const lifeMs = validTo.getTime() - validFrom.getTime();
  const lateMs = Math.min(LATE_DAYS * DAY_MS, lifeMs * LATE_SHARE);
  if (validTo.getTime() - now.getTime() >= lateMs) return undefined;
  return wrong(
    subject,
    `ends in ${daysLeft(validTo, now)} days: ${validTo.toISOString()}`,
    "renew it; where the proxy should, see its log for why it didn't",
  );
}

function daysLeft(validTo: Date, now: Date): number {
  return Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);
}
