import { setFlagsFromString } from 'node:v8';

const MOST_GROWTH_PERCENT = 20;

/**
 * For a process that serves. V8 lets the old generation grow to four times what was alive when it was last collected; most of that is room for
 * what a sign-in leaves behind, which dies soon. A process with a thousand tenants in memory needs less so, and no more CPU that
 * could be measured; logins over many connections at once wait longer (docs/performance.md).
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${MOST_GROWTH_PERCENT}`);
}
