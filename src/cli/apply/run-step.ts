import type { RamSso } from '../../sdk/sdk';
import { putMetadata } from '../idp/put-metadata';
import type { Step } from './plan';

/** What came of a step that somebody must see. */
export interface StepResult {
  /** Of a new webhook: shown this once. */
  readonly secret?: string;
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
}

/** Users are made and changed together, in `runSteps`. */
export async function runStep(api: RamSso, step: Step): Promise<StepResult> {
  const { kind, action, tenant, name, body } = step;
  if (kind === 'tenant') {
    if (action === 'create') await api.tenants.create({ ...body, alias: name });
    else await api.tenants.update(name, body);
  } else if (kind === 'idp') return runIdp(api, step);
  else if (kind === 'webhook') return runWebhook(api, step);
  else await api.users(tenant).delete(name);
  return {};
}

async function runIdp(api: RamSso, { tenant, idp }: Step): Promise<StepResult> {
  if (!idp) {
    await api.idp(tenant).delete();
    return {};
  }
  const { warnings } = await putMetadata(api, tenant, { ...idp, dryRun: false });
  return { warnings };
}

async function runWebhook(api: RamSso, { action, tenant, name, body, id = '' }: Step): Promise<StepResult> {
  const hooks = api.webhooks(tenant);
  if (action === 'create') {
    const { secret } = await hooks.create({ ...body, url: name });
    return { secret };
  }
  if (action === 'update') await hooks.update(id, body);
  else await hooks.delete(id);
  return {};
}
