import { dashboard } from './dashboard';
import { tenants } from './tenants';
import { warnings } from './warnings';

/** Of the pages that show and change what there is. */
export const management = { dashboard, tenants, warnings };
