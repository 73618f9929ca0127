import { type LoadRequest } from './load/load';
import type { Loader } from './load/loader';
import { LoadTurns } from './load/load-turns';
import { LOGIN_START, LOGIN_START_EC, SESSION } from './names';
import {
  addresseeOf,
  type BenchTenant,
  makeResponses,
  makeScene,
  type RunningService,
  type Scene,
  SESSION_COOKIE,
} from './scene';
import { processesOf } from './sides/ram-sso';

/** What else a login asks of ram-sso: who is signed in, and a login that begins here, signed by RSA and by ECDSA. */
export async function requestTurns(scene: Scene, loader: Loader, count: number): Promise<LoadTurns[]> {
  const { service, tenant } = scene;
  await signRequests(service, tenant);
  const { tenant: ecTenant } = await makeScene(service, `${tenant.alias}-ec`, 1);
  await signRequests(service, ecTenant);
  await signByEcKey(service, ecTenant);
  const cookie = await signIn(scene);
  const turns = (name: string, path: string, status: number, headers: LoadRequest['headers']) =>
    new LoadTurns(
      {
        name,
        origin: service.url,
        connections: 8,
        processes: processesOf(service.pid),
        session: SESSION_COOKIE,
        isGood: (answer) => answer.status === status,
        make: () => Array<LoadRequest>(count).fill({ kind: name, method: 'GET', path, headers }),
      },
      loader,
    );
  return [
    turns(SESSION, '/session', 200, { cookie }),
    turns(LOGIN_START, `/saml/${tenant.alias}/login`, 302, {}),
    turns(LOGIN_START_EC, `/saml/${ecTenant.alias}/login`, 302, {}),
  ];
}

function signRequests(service: RunningService, { alias }: BenchTenant): Promise<unknown> {
  return service.api('PATCH', `/tenants/${alias}`, { saml: { signAuthnRequests: 'always' } });
}

async function signByEcKey(service: RunningService, { alias }: BenchTenant): Promise<void> {
  const keys = `/tenants/${alias}/sp/keys`;
  const next = await service.api('POST', keys, { purpose: 'signing', algorithm: 'ec-p256' });
  await service.api('POST', `${keys}/${(next as { id: string }).id}/promote`);
}

async function signIn({ idp, tenant }: Scene): Promise<string> {
  const to = addresseeOf(tenant);
  const [response = ''] = makeResponses(idp, to, 1, 1);
  const body = new URLSearchParams({ SAMLResponse: response });
  const answer = await fetch(to.acsUrl, { method: 'POST', redirect: 'manual', body });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  const cookie = cookies.find((one) => one.startsWith('ram_session='));
  if (cookie === undefined) throw new Error(`nobody was signed in: ${answer.status}`);
  return cookie;
}
