import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { REQUEST_LIFETIME_SECONDS } from '../login-cookie';

/** How long a link may lie unopened. */
const LINK_LIFETIME_SECONDS = 600;

export interface NewTestLogin {
  readonly tenantId: string;
  readonly id: string;
  readonly tokenHash: Buffer;
}

/** A request that is under way, and the browser that began it. */
export interface TestRequest {
  readonly tenantId: string;
  readonly requestHash: Buffer;
  readonly browserSecretHash: Buffer;
}

/** A test that a response may answer. */
export interface AnswerableTest {
  readonly id: string;
  /** This very response answered it before. */
  readonly isRepeat: boolean;
  /** Of the assertion that it used up then. */
  readonly assertionHash: Buffer | null;
}

export interface TestedAssertion {
  readonly hash: Buffer;
  readonly rememberUntil: Date;
}

/** By the database's clock. */
@Injectable()
export class TestLoginsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns when the link expires */
  async add(tx: EntityManager, { tenantId, id, tokenHash }: NewTestLogin): Promise<Date> {
    const insert = `
      INSERT INTO test_logins (tenant_id, id, token_hash, created_at, expires_at)
      VALUES ($1, $2, $3, now(), now() + make_interval(secs => $4)) RETURNING expires_at AS "expiresAt"`;
    const [row] = await tx.query<[{ expiresAt: Date }]>(insert, [
      tenantId,
      id,
      tokenHash,
      LINK_LIFETIME_SECONDS,
    ]);
    return row.expiresAt;
  }

  /** Whether the link could be opened. */
  async isOpenable(tenantId: string, tokenHash: Buffer): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(`SELECT ${OPENABLE}`, [tenantId, tokenHash]);
    return rows.length === 1;
  }

  /**
   * Opens a link, once: from now on it is a request of this browser.
   * @returns its id; null where the link is unknown, was opened before, or is too old
   */
  async open(tx: EntityManager, tokenHash: Buffer, request: TestRequest): Promise<string | null> {
    const update = `
      UPDATE test_logins SET request_hash = $3, browser_secret_hash = $4, expires_at = now() + make_interval(secs => $5)
      WHERE (tenant_id, id) IN (SELECT tenant_id, id ${OPENABLE} FOR UPDATE) RETURNING id`;
    const { tenantId, requestHash, browserSecretHash } = request;
    const values = [tenantId, tokenHash, requestHash, browserSecretHash, REQUEST_LIFETIME_SECONDS];
    const [[row]] = await tx.query<[{ id: string }[], number]>(update, values);
    return row?.id ?? null;
  }

  /** Whether this response may answer this browser's test. */
  async isAnswerable(request: TestRequest, responseHash: Buffer): Promise<boolean> {
    const select = `SELECT ${ANSWERABLE}`;
    const rows: unknown[] = await this.dataSource.query(select, answerValues(request, responseHash));
    return rows.length === 1;
  }

  /** The same; of two responses at a time, one gets it. */
  async lockAnswerable(
    tx: EntityManager,
    request: TestRequest,
    responseHash: Buffer,
  ): Promise<AnswerableTest | null> {
    const select = `
      SELECT id, answered_by IS NOT NULL AS "isRepeat", assertion_hash AS "assertionHash" ${ANSWERABLE} FOR UPDATE`;
    const [row] = await tx.query<AnswerableTest[]>(select, answerValues(request, responseHash));
    return row ?? null;
  }

  async answer(
    tx: EntityManager,
    tenantId: string,
    id: string,
    answer: { readonly responseHash: Buffer; readonly assertionHash: Buffer | null },
  ): Promise<void> {
    const update =
      'UPDATE test_logins SET answered_by = $3, assertion_hash = $4 WHERE tenant_id = $1 AND id = $2';
    await tx.query(update, [tenantId, id, answer.responseHash, answer.assertionHash]);
  }

  /**
   * Remembers an assertion as used, so that it signs nobody in.
   * @returns whether it was unused
   */
  async useUp(
    tx: EntityManager,
    tenantId: string,
    { hash, rememberUntil }: TestedAssertion,
  ): Promise<boolean> {
    const insert = `
      INSERT INTO consumed_assertions (tenant_id, assertion_hash, expires_at) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING RETURNING tenant_id`;
    const rows: unknown[] = await tx.query(insert, [tenantId, hash, rememberUntil]);
    return rows.length === 1;
  }
}

const OPENABLE = `
  FROM test_logins WHERE tenant_id = $1 AND token_hash = $2 AND request_hash IS NULL AND expires_at > now()`;

const ANSWERABLE = `
  FROM test_logins WHERE tenant_id = $1 AND request_hash = $2 AND browser_secret_hash = $3 AND expires_at > now()
  AND (answered_by IS NULL OR answered_by = $4)`;

function answerValues({ tenantId, requestHash, browserSecretHash }: TestRequest, responseHash: Buffer) {
  return [tenantId, requestHash, browserSecretHash, responseHash];
}
