import { tenantPath } from '../screen/screen';

/** Users stand below `named`, so that one may be called `new`. */
export function usersPath(alias: string, rest = ''): string {
  return tenantPath(alias, `/users${rest}`);
}

export function userPath(alias: string, userName: string, rest = ''): string {
  return usersPath(alias, `/named/${encodeURIComponent(userName)}${rest}`);
}
