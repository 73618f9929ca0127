import { apiTokens } from './api-tokens';
import { dashboard } from './dashboard';
import { spKeys } from './sp-keys';
import { tenants } from './tenants';
import { trust } from './trust';
import { warnings } from './warnings';
import { webhooks } from './webhooks';

/** Of the pages that show and change what there is. */
export const management = { apiTokens, dashboard, spKeys, tenants, trust, webhooks, warnings };
