import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import { PreparedStatement } from '../database/prepared-statement';
import { PreparedStatements } from '../database/prepared-statements';
import type { PageRequest } from '../http/list-page';
import { SessionEntity } from './session.entity';
import type { SessionKey } from './session-cookie';

/** A session that is live, with what its user and tenant are now. */
export interface FoundSession {
  readonly tenantId: string;
  readonly tenantAlias: string;
  readonly loginNetworkMasks: readonly string[];
  readonly defaultDomain: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly authnInstant: Date;
  readonly nameId: string;
  readonly nameIdFormat: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
}

export interface ListedSession {
  readonly id: string;
  readonly userName: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly authnInstant: Date;
  readonly ip: string;
  readonly userAgent: string | null;
}

/** Whom an IdP's LogoutRequest names (saml-core 3.7.1). */
export interface LoggedOut {
  /** Compared without regard to ASCII case, as the directory does: an IdP may name the user otherwise than at sign-in. */
  readonly nameId: string;
  /** None: every session with that NameID. */
  readonly sessionIndexes: readonly string[];
  /** Sessions that began later are not meant. */
  readonly issuedUntil: Date;
}

export interface EndedSession {
  readonly id: string;
  readonly userName: string;
}

/**
 * A session lives as long as it has not expired, and its user is active and was not disabled since: disabling and deleting end
 * sessions because every look-up asks for this.
 */
const LIVE = `sessions session
  JOIN ram_users ram_user ON ram_user.tenant_id = session.tenant_id AND ram_user.id = session.user_id
   AND ram_user.status = 'active' AND (ram_user.disabled_at IS NULL OR ram_user.disabled_at < session.issued_at)
   AND session.expires_at > now()`;

const FOUND = `
SELECT tenant.id AS "tenantId", tenant.alias AS "tenantAlias", tenant.login_network_masks AS "loginNetworkMasks",
       domain.domain AS "defaultDomain", session.id AS "sessionId",
       ram_user.id AS "userId", ram_user.user_name AS "userName", ram_user.display_name AS "displayName",
       session.issued_at AS "issuedAt", session.expires_at AS "expiresAt", session.authn_instant AS "authnInstant",
       session.name_id AS "nameId", session.name_id_format AS "nameIdFormat", session.name_qualifier AS "nameQualifier",
       session.sp_name_qualifier AS "spNameQualifier", session.session_index AS "sessionIndex"
  FROM ${LIVE}
  JOIN tenants tenant ON tenant.id = session.tenant_id
  JOIN tenant_domains domain ON domain.tenant_id = session.tenant_id AND domain.kind = 'default'`;

const FIND = new PreparedStatement(
  `${FOUND} WHERE session.tenant_id = $tenantId AND session.token_hash = $tokenHash`,
);
const FIND_BY_ID = new PreparedStatement(
  `${FOUND} WHERE session.tenant_id = $tenantId AND session.id = $sessionId`,
);

const LIST = `
SELECT session.id, ram_user.user_name AS "userName", session.issued_at AS "issuedAt", session.expires_at AS "expiresAt",
       session.authn_instant AS "authnInstant", session.ip, session.user_agent AS "userAgent"
  FROM ${LIVE}
 WHERE session.tenant_id = $1 AND ($2::uuid IS NULL OR session.id < $2::uuid)
 ORDER BY session.id DESC LIMIT $3`;

@Injectable()
export class SessionsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: PreparedStatements,
  ) {}

  async find(key: SessionKey): Promise<FoundSession | null> {
    const [found] = await this.statements.run<FoundSession>(FIND, key);
    return found ?? null;
  }

  async findById(tenantId: string, sessionId: string): Promise<FoundSession | null> {
    const [found] = await this.statements.run<FoundSession>(FIND_BY_ID, { tenantId, sessionId });
    return found ?? null;
  }

  /** Live ones, newest first; one row more than the page's limit where there are more. */
  list(tenantId: string, page: PageRequest): Promise<ListedSession[]> {
    return this.dataSource.query(LIST, [tenantId, page.after ?? null, page.limit + 1]);
  }

  /** Of the live ones, counted up to `most`. */
  async count(tenantId: string, most: number): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(
      `SELECT count(*)::integer AS count FROM (SELECT FROM ${LIVE} WHERE session.tenant_id = $1 LIMIT $2) AS counted`,
      [tenantId, most],
    );
    return rows[0]?.count ?? 0;
  }

  /** Locks the user, so that no login slips in between. Folds the name as the directory does: ASCII letters alone. */
  async lockUser(
    tx: EntityManager,
    tenantId: string,
    userName: string,
  ): Promise<{ id: string; userName: string } | null> {
    const rows: { id: string; userName: string }[] = await tx.query(
      `SELECT id, user_name AS "userName" FROM ram_users
        WHERE tenant_id = $1 AND user_name_key = lower($2::text COLLATE "C") FOR NO KEY UPDATE`,
      [tenantId, userName],
    );
    return rows[0] ?? null;
  }

  async deleteOfUser(tx: EntityManager, tenantId: string, userId: string): Promise<number> {
    const { affected } = await tx.delete(SessionEntity, { tenantId, userId });
    return affected ?? 0;
  }

  async delete(tx: EntityManager, tenantId: string, id: string): Promise<boolean> {
    const { affected } = await tx.delete(SessionEntity, { tenantId, id });
    return affected === 1;
  }

  deleteByNameId(
    tx: EntityManager,
    tenantId: string,
    { nameId, sessionIndexes, issuedUntil }: LoggedOut,
  ): Promise<EndedSession[]> {
    return tx.query(
      `WITH ended AS (
         DELETE FROM sessions
          WHERE tenant_id = $1 AND lower(name_id COLLATE "C") = lower($2::text COLLATE "C") AND issued_at <= $4
            AND (cardinality($3::text[]) = 0 OR session_index = ANY ($3::text[]))
         RETURNING id, user_id
       )
       SELECT ended.id, ram_user.user_name AS "userName"
         FROM ended JOIN ram_users ram_user ON ram_user.tenant_id = $1 AND ram_user.id = ended.user_id
        ORDER BY ended.id`,
      [tenantId, nameId, [...sessionIndexes], issuedUntil],
    );
  }

  /** At most `limit` of those that have expired; what a logout is deleting right now is left to it. */
  deleteExpired(limit: number): Promise<number> {
    const past = { table: 'sessions', by: 'expires_at', where: 'expires_at <= now()' };
    return deleteOldest(this.dataSource, past, [], limit);
  }
}
