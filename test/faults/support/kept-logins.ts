import { createHash } from 'node:crypto';
import { isAccepted, type LoginAnswer } from './login-load';
import type { ServiceNode } from './service-node';

type Query = <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** What of a load stands in the database: whatever is listed here is a fault. */
export interface KeptLogins {
  readonly accepted: number;
  /** Answered 303, and there is no such session. */
  readonly lostSessions: readonly string[];
  /** Sessions without their event in the audit trail, or with several. */
  readonly wronglyAudited: readonly string[];
  /** Events of the audit trail whose session was never opened. */
  readonly strayEvents: readonly string[];
  /** Users with more sessions than logins of theirs were answered 303 or broke off. */
  readonly doubledUsers: readonly string[];
}

export async function readKeptLogins(query: Query, answers: readonly LoginAnswer[]): Promise<KeptLogins> {
  const accepted = answers.filter(isAccepted);
  const sessions = await query<{ id: string; token: string; user: string; events: number }>(`
    SELECT session.id, encode(session.token_hash, 'hex') AS token, ram_user.user_name AS user,
           (SELECT count(*)::integer FROM audit_events event WHERE event.tenant_id = session.tenant_id AND event.type = 'login'
              AND event.outcome = 'success' AND event.details->>'sessionId' = session.id::text) AS events
      FROM sessions session JOIN ram_users ram_user ON ram_user.id = session.user_id`);
  const events = await query<{ session: string }>(
    `SELECT details->>'sessionId' AS session FROM audit_events WHERE type = 'login' AND outcome = 'success'`,
  );
  const tokens = new Set(sessions.map(({ token }) => token));
  const ids = new Set(sessions.map(({ id }) => id));
  const undecided = answers.filter(
    (answer) => isAccepted(answer) || answer.status === 0 || answer.status >= 500,
  );
  const most = countBy(undecided.map(({ userName }) => userName));
  const found = countBy(sessions.map(({ user }) => user));
  return {
    accepted: accepted.length,
    lostSessions: accepted
      .filter(({ cookie }) => !tokens.has(hashOf(cookie)))
      .map(({ userName }) => userName),
    wronglyAudited: sessions.filter(({ events: count }) => count !== 1).map(({ id }) => id),
    strayEvents: events.map(({ session }) => session).filter((id) => !ids.has(id)),
    doubledUsers: [...found].filter(([user, count]) => count > (most.get(user) ?? 0)).map(([user]) => user),
  };
}

export const NOTHING_LOST = { lostSessions: [], wronglyAudited: [], strayEvents: [], doubledUsers: [] };

/** Whose session each of these cookies is, as the node says; undefined where it knows none. */
export async function whoseSessions(
  node: ServiceNode,
  answers: readonly LoginAnswer[],
): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for (const { cookie = '' } of answers) {
    const { body } = await node.get('/session', { cookie: `ram_session=${cookie}` });
    names.push(/"userName":"([^"]*)"/.exec(body)?.[1]);
  }
  return names;
}

/** As the service keeps what stands behind the tenant's id in the cookie. */
function hashOf(cookie = ''): string {
  return createHash('sha256')
    .update(cookie.slice(cookie.indexOf('.') + 1))
    .digest('hex');
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
