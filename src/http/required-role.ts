/**
 * What a route asks of its caller. `viewer` and `admin`: a token of that role for the tenant of the path, or the platform's.
 * `platform.viewer` and `platform.admin`: a token that belongs to no tenant, or the platform administrator.
 */
export type RequiredRole = 'viewer' | 'admin' | 'platform.viewer' | 'platform.admin';

/** What a caller is, whatever the route asks. */
export type CallerRole = 'admin' | 'viewer';
