import type { TestIdp } from '../test/support/idp/test-idp';
import { formRequest } from './load/load';
import type { Loader } from './load/loader';
import { LoadTurns } from './load/load-turns';
import { makeResponses } from './scene';
import type { Side } from './sides/side';

export const USERS = 100;

/** Logins that begin at the IdP, so many a round over so many connections. */
export function loginTurns(
  side: Side,
  idp: TestIdp,
  loader: Loader,
  load: { readonly connections: number; readonly logins: number },
): LoadTurns {
  const { name, to, processes, session, pace } = side;
  const count = Math.ceil(load.logins * pace);
  return new LoadTurns(
    {
      name,
      origin: new URL(to.acsUrl).origin,
      connections: load.connections,
      processes,
      session,
      isGood: ({ status, hasSession }) => (status === 303 || status === 302) && hasSession,
      make: () => makeResponses(idp, to, count, USERS).map((response) => formRequest(to.acsUrl, response)),
    },
    loader,
  );
}
