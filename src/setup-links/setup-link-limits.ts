/** How long a link, and what it opened, lives at most. */
export const LONGEST_SECONDS = 30 * 86_400;
export const SHORTEST_SECONDS = 300;

/** Below which a link leads to the console: with the tenant's alias behind it. */
export const SETUP_PATH = '/admin/set-up';
