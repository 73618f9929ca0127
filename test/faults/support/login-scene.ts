import { type Addressee, ResponseMaker } from '../../../bench/response-maker';
import { TestIdp } from '../../support/idp/test-idp';
import type { ServiceNode } from './service-node';

/** A tenant whose IdP signs in this many RAM users, `u0` to `u<n-1>`. */
export interface FaultScene {
  readonly alias: string;
  readonly idp: TestIdp;
  readonly maker: ResponseMaker;
  readonly users: number;
}

interface MadeTenant {
  readonly defaultDomain: string;
  readonly sp: { readonly entityId: string; readonly acsUrl: string };
}

export async function makeFaultScene(node: ServiceNode, users: number, alias = 'acme'): Promise<FaultScene> {
  const idp = await TestIdp.create();
  const tenant = JSON.parse(await node.api('POST', '/tenants', { alias })) as MadeTenant;
  await node.api('PUT', `/tenants/${alias}/idp`, { metadataXml: idp.metadata() });
  const lines = Array.from({ length: users }, (_, index) => `{"userName":"u${index}"}\n`).join('');
  await node.api('POST', `/tenants/${alias}/users:import`, lines, 'application/x-ndjson');
  const to: Addressee = { ...tenant.sp, domain: tenant.defaultDomain };
  return { alias, idp, maker: ResponseMaker.of(idp, to), users };
}
