import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PreparedStatement } from '../database/prepared-statement';
import { type SharedStatement, SharedCommits } from '../database/shared-commits';
import type { RequestContext } from '../http/request';

/** All that the one statement of a login needs. */
export interface SignInAttempt {
  readonly tenantId: string;
  readonly tenantVersion: string;
  /** Null for an unsolicited response. */
  readonly requestHash: Buffer | null;
  /** Null where the browser holds no cookie for the request. */
  readonly browserSecretHash: Buffer | null;
  readonly assertionHash: Buffer;
  /** Until then the assertion is remembered as used. */
  readonly rememberUntil: Date;
  /** Null where the NameID can be no user of this tenant. */
  readonly userNameKey: string | null;
  /** False: report what would have been, write nothing. */
  readonly isOpen: boolean;
  readonly sessionTtlSeconds: number;
  readonly sessionNotOnOrAfter: Date | null;
  readonly session: NewSession;
  readonly eventId: string;
  readonly eventDetails: Readonly<Record<string, unknown>>;
  /** Of the trial that the login confirms; null without one. */
  readonly trialEndsAt: Date | null;
  /** The IdP that names the user. */
  readonly matchedBy: Buffer;
  readonly context: RequestContext;
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly nameId: string;
  readonly nameIdFormat: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
  readonly authnInstant: Date;
}

/** What the statement found; `isSignedIn` exactly when a session was opened and its event written. */
export interface SignInFindings {
  readonly isCurrent: boolean;
  readonly request: FoundRequest | null;
  readonly isReplayed: boolean;
  readonly userStatus: 'active' | 'disabled' | null;
  readonly isSignedIn: boolean;
  /** The user by whose login a trial was confirmed; null where none was. */
  readonly confirmedBy: string | null;
}

export interface FoundRequest {
  readonly target: string;
  readonly isFresh: boolean;
  readonly isThisBrowsers: boolean;
  /** By which assertion it was answered before. */
  readonly answeredBy: Buffer | null;
}

@Injectable()
export class SignInRepository {
  constructor(private readonly commits: SharedCommits) {}

  /** One statement: of two racing posts of one assertion the unique key lets one through. */
  async signIn(attempt: SignInAttempt): Promise<SignInFindings> {
    const statement = attempt.requestHash === null ? UNSOLICITED : SOLICITED;
    const [row] = await this.commits.run<SignInRow>(statement, attempt, attempt.assertionHash);
    return findingsOf(row);
  }

  /** Where it may confirm a trial. */
  async signInWithin(tx: EntityManager, attempt: SignInAttempt): Promise<SignInFindings> {
    const statement = attempt.requestHash === null ? UNSOLICITED_ON_TRIAL : SOLICITED_ON_TRIAL;
    const [row] = await tx.query<SignInRow[]>(statement.text, statement.valuesOf(attempt));
    return findingsOf(row);
  }
}

function findingsOf(row: SignInRow | undefined): SignInFindings {
  if (!row) throw new Error('the statement of a login answered no row');
  return {
    isCurrent: row.is_current,
    request: requestOf(row),
    isReplayed: row.is_replayed,
    userStatus: row.user_status,
    isSignedIn: row.is_signed_in,
    confirmedBy: row.confirmed_by ?? null,
  };
}

function requestOf(row: SignInRow): FoundRequest | null {
  if (typeof row.target !== 'string') return null;
  return {
    target: row.target,
    isFresh: row.is_fresh === true,
    isThisBrowsers: row.is_this_browsers === true,
    answeredBy: row.answered_by ?? null,
  };
}

interface SignInRow {
  readonly is_current: boolean;
  readonly is_replayed: boolean;
  readonly user_status: 'active' | 'disabled' | null;
  readonly is_signed_in: boolean;
  /** Of a login that began here, this and the next three; null where there is no such request. */
  readonly target?: string | null;
  readonly is_fresh?: boolean | null;
  readonly is_this_browsers?: boolean | null;
  readonly answered_by?: Buffer | null;
  /** Where a trial is on. */
  readonly confirmed_by?: string | null;
}

const REQUEST = `, request AS (
  SELECT target, answered_by, expires_at > now() AS is_fresh,
         coalesce(browser_secret_hash = $browserSecretHash::bytea, false) AS is_this_browsers
  FROM authn_requests WHERE tenant_id = $tenantId AND request_hash = $requestHash::bytea AND EXISTS (SELECT 1 FROM tenant)
  FOR UPDATE`;

const ANSWERED = `, answered AS (
  UPDATE authn_requests SET answered_by = $assertionHash::bytea
  WHERE tenant_id = $tenantId AND request_hash = $requestHash::bytea AND EXISTS (SELECT 1 FROM claimed)
)`;

/** The trial is told by its end, and not by the version: a change of something else meanwhile must not leave it unconfirmed. */
const CONFIRMED = `, confirmed AS (
  UPDATE tenants SET sso_enabled = true, sso_trial_ends_at = NULL, version = version + 1, updated_at = now()
  WHERE id = $tenantId AND sso_trial_ends_at = $trialEndsAt::timestamptz AND EXISTS (SELECT 1 FROM opened)
  RETURNING id
)`;

/**
 * Each step feeds the next, so that the session exists only if all before it held. `claimed` comes after the look-ups: a login
 * refused for its request or its user uses up neither request nor assertion. The request's and the user's rows are locked before
 * anything is written, so that what is claimed is what was seen, whoever answers, disables or deletes at the same time.
 * The tenant's comes first, as where it is deleted: else each could wait for what the other holds.
 */
function signInStatement({ isSolicited, isOnTrial, skipsLocked }: Kind): PreparedStatement {
  const skipping = skipsLocked ? ' SKIP LOCKED' : '';
  const [ifSolicited, ifOnTrial] = [textIf(isSolicited), textIf(isOnTrial)];
  return new PreparedStatement(`
WITH tenant AS (SELECT id FROM tenants WHERE id = $tenantId AND version = $tenantVersion::bigint FOR KEY SHARE${skipping})
${ifSolicited(`${REQUEST}${skipping})`)}, ram_user AS (
  SELECT id, user_name, user_name_key, status FROM ram_users WHERE tenant_id = $tenantId AND user_name_key = $userNameKey::text AND EXISTS (SELECT 1 FROM tenant)
  FOR NO KEY UPDATE${skipping}
), claimed AS (
  INSERT INTO consumed_assertions (tenant_id, assertion_hash, expires_at)
  SELECT tenant.id, $assertionHash::bytea, $rememberUntil::timestamptz FROM tenant, ram_user
  WHERE $isOpen::boolean AND ram_user.status = 'active'
    ${ifSolicited('AND EXISTS (SELECT 1 FROM request WHERE is_fresh AND is_this_browsers AND answered_by IS NULL)')}
  ON CONFLICT DO NOTHING RETURNING tenant_id
)${ifSolicited(ANSWERED)}, welcomed AS (
  UPDATE ram_users SET last_login_at = now(), matched_on = (now() AT TIME ZONE 'UTC')::date, matched_by = $matchedBy::bytea
  WHERE tenant_id = $tenantId AND user_name_key = $userNameKey::text AND EXISTS (SELECT 1 FROM claimed)
  RETURNING id, user_name, user_name_key
), opened AS (
  INSERT INTO sessions (tenant_id, user_id, id, token_hash, name_id, name_id_format, name_qualifier, sp_name_qualifier,
                        session_index, authn_instant, ip, user_agent, issued_at, expires_at)
  SELECT $tenantId, welcomed.id, $session.id::uuid, $session.tokenHash::bytea, $session.nameId::text, $session.nameIdFormat::text, $session.nameQualifier::text,
         $session.spNameQualifier::text, $session.sessionIndex::text, $session.authnInstant::timestamptz, $context.ip::text, $context.userAgent::text, now(),
         least(now() + make_interval(secs => $sessionTtlSeconds::integer), $sessionNotOnOrAfter::timestamptz)
  FROM welcomed
  RETURNING id
), written AS (
  INSERT INTO audit_events (tenant_id, id, time, type, actor, user_name, user_name_key, outcome, ip, request_id, details)
  SELECT $tenantId, $eventId::uuid, now(), 'login', 'user:' || welcomed.user_name, welcomed.user_name, welcomed.user_name_key, 'success',
         $context.ip::text, $context.requestId::text, $eventDetails::jsonb
  FROM welcomed, opened
)${ifOnTrial(CONFIRMED)}
SELECT EXISTS (SELECT 1 FROM tenant) AS is_current,
       ${ifSolicited('request.target, request.is_fresh, request.is_this_browsers, request.answered_by,')}
       EXISTS (SELECT 1 FROM consumed_assertions WHERE tenant_id = $tenantId AND assertion_hash = $assertionHash::bytea) AS is_replayed,
       (SELECT status FROM ram_user) AS user_status,
       ${ifOnTrial('(SELECT welcomed.user_name FROM confirmed, welcomed) AS confirmed_by,')}
       EXISTS (SELECT 1 FROM opened) AS is_signed_in
${ifSolicited('FROM (VALUES (1)) AS one LEFT JOIN request ON true')}`);
}

const textIf = (isWanted: boolean) => (text: string) => (isWanted ? text : '');

interface Kind {
  readonly isSolicited: boolean;
  readonly isOnTrial: boolean;
  /** Whether it leaves out rows that somebody else has locked. */
  readonly skipsLocked?: boolean;
}

/** A text for each kind of login: what the others need costs it nothing. */
const SOLICITED = sharedStatement(true);
const UNSOLICITED = sharedStatement(false);
const SOLICITED_ON_TRIAL = signInStatement({ isSolicited: true, isOnTrial: true });
const UNSOLICITED_ON_TRIAL = signInStatement({ isSolicited: false, isOnTrial: true });

function sharedStatement(isSolicited: boolean): SharedStatement {
  return {
    alone: signInStatement({ isSolicited, isOnTrial: false }),
    together: signInStatement({ isSolicited, isOnTrial: false, skipsLocked: true }),
    mayHaveLeftOut: ([row]) =>
      !row?.is_current || row.user_status === null || (isSolicited && row.target === null),
  };
}
