import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { twiceIfLost } from '../database/transactions';
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
  constructor(private readonly dataSource: DataSource) {}

  /** One statement, one commit: of two racing posts of one assertion the unique key lets one through. */
  async signIn(attempt: SignInAttempt): Promise<SignInFindings> {
    const [row] = await twiceIfLost(() => this.dataSource.query<[SignInRow]>(SIGN_IN, parameters(attempt)));
    return findingsOf(row);
  }

  async signInWithin(tx: EntityManager, attempt: SignInAttempt): Promise<SignInFindings> {
    const [row] = await tx.query<[SignInRow]>(SIGN_IN, parameters(attempt));
    return findingsOf(row);
  }
}

function findingsOf(row: SignInRow): SignInFindings {
  return {
    isCurrent: row.is_current,
    request:
      row.target === null
        ? null
        : {
            target: row.target,
            isFresh: row.is_fresh === true,
            isThisBrowsers: row.is_this_browsers === true,
            answeredBy: row.answered_by,
          },
    isReplayed: row.is_replayed,
    userStatus: row.user_status,
    isSignedIn: row.is_signed_in,
    confirmedBy: row.confirmed_by,
  };
}

interface SignInRow {
  readonly is_current: boolean;
  readonly target: string | null;
  readonly is_fresh: boolean | null;
  readonly is_this_browsers: boolean | null;
  readonly answered_by: Buffer | null;
  readonly is_replayed: boolean;
  readonly user_status: 'active' | 'disabled' | null;
  readonly is_signed_in: boolean;
  readonly confirmed_by: string | null;
}

function parameters({ session, context, ...attempt }: SignInAttempt): unknown[] {
  return [
    attempt.tenantId,
    attempt.tenantVersion,
    attempt.requestHash,
    attempt.browserSecretHash,
    attempt.assertionHash,
    attempt.rememberUntil,
    attempt.userNameKey,
    attempt.isOpen,
    attempt.sessionTtlSeconds,
    attempt.sessionNotOnOrAfter,
    session.id,
    session.tokenHash,
    session.nameId,
    session.nameIdFormat,
    session.nameQualifier,
    session.spNameQualifier,
    session.sessionIndex,
    session.authnInstant,
    context.ip,
    context.userAgent,
    attempt.eventId,
    context.requestId,
    attempt.eventDetails,
    attempt.trialEndsAt,
    attempt.matchedBy,
  ];
}

/**
 * Each step feeds the next, so that the session exists only if all before it held. `claimed` comes after the look-ups: a login
 * refused for its request or its user uses up neither request nor assertion. The request's and the user's rows are locked before
 * anything is written, so that what is claimed is what was seen, whoever answers, disables or deletes at the same time. The trial is
 * told by its end, and not by the version: a change of something else meanwhile must not leave it unconfirmed.
 */
const SIGN_IN = `
WITH tenant AS (
  SELECT id FROM tenants WHERE id = $1 AND version = $2::bigint
), request AS (
  SELECT target, answered_by, expires_at > now() AS is_fresh,
         coalesce(browser_secret_hash = $4::bytea, false) AS is_this_browsers
  FROM authn_requests WHERE tenant_id = $1 AND request_hash = $3::bytea
  FOR UPDATE
), ram_user AS (
  SELECT id, user_name, user_name_key, status FROM ram_users WHERE tenant_id = $1 AND user_name_key = $7::text
  FOR NO KEY UPDATE
), claimed AS (
  INSERT INTO consumed_assertions (tenant_id, assertion_hash, expires_at)
  SELECT tenant.id, $5::bytea, $6::timestamptz FROM tenant, ram_user
  WHERE $8::boolean AND ram_user.status = 'active'
    AND ($3::bytea IS NULL OR EXISTS (SELECT 1 FROM request WHERE is_fresh AND is_this_browsers AND answered_by IS NULL))
  ON CONFLICT DO NOTHING RETURNING tenant_id
), answered AS (
  UPDATE authn_requests SET answered_by = $5::bytea
  WHERE tenant_id = $1 AND request_hash = $3::bytea AND EXISTS (SELECT 1 FROM claimed)
), welcomed AS (
  UPDATE ram_users SET last_login_at = now(), matched_on = (now() AT TIME ZONE 'UTC')::date, matched_by = $25::bytea
  WHERE tenant_id = $1 AND user_name_key = $7::text AND EXISTS (SELECT 1 FROM claimed)
  RETURNING id, user_name, user_name_key
), opened AS (
  INSERT INTO sessions (tenant_id, user_id, id, token_hash, name_id, name_id_format, name_qualifier, sp_name_qualifier,
                        session_index, authn_instant, ip, user_agent, issued_at, expires_at)
  SELECT $1, welcomed.id, $11::uuid, $12::bytea, $13::text, $14::text, $15::text, $16::text,
         $17::text, $18::timestamptz, $19::text, $20::text, now(),
         least(now() + make_interval(secs => $9::integer), $10::timestamptz)
  FROM welcomed
  RETURNING id
), written AS (
  INSERT INTO audit_events (tenant_id, id, time, type, actor, user_name, user_name_key, outcome, ip, request_id, details)
  SELECT $1, $21::uuid, now(), 'login', 'user:' || welcomed.user_name, welcomed.user_name, welcomed.user_name_key, 'success',
         $19::text, $22::text, $23::jsonb
  FROM welcomed, opened
), confirmed AS (
  UPDATE tenants SET sso_enabled = true, sso_trial_ends_at = NULL, version = version + 1, updated_at = now()
  WHERE id = $1 AND sso_trial_ends_at = $24::timestamptz AND EXISTS (SELECT 1 FROM opened)
  RETURNING id
)
SELECT EXISTS (SELECT 1 FROM tenant) AS is_current,
       request.target, request.is_fresh, request.is_this_browsers, request.answered_by,
       EXISTS (SELECT 1 FROM consumed_assertions WHERE tenant_id = $1 AND assertion_hash = $5::bytea) AS is_replayed,
       (SELECT status FROM ram_user) AS user_status,
       EXISTS (SELECT 1 FROM opened) AS is_signed_in,
       (SELECT welcomed.user_name FROM confirmed, welcomed) AS confirmed_by
FROM (VALUES (1)) AS one LEFT JOIN request ON true`;
