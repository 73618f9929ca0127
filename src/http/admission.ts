import { Injectable } from '@nestjs/common';
import { Problem } from './problem';
import { type RamRequest, requestContext } from './request';
import { DEFAULT_BODY_BYTES } from './route-options';

const API_PATH = '/api/';

/** Throws where the `Authorization` is nobody's. */
export type Authenticator = (authorization: string | undefined, ip: string) => Promise<unknown>;

/**
 * Before a body is read, since the guard comes after it: nobody's body is read below `/api/`, and a large one only once its
 * sender is known. What he may do stays the guard's to say. The room that knows tokens brings the authenticator.
 */
@Injectable()
export class Admission {
  private authenticate: Authenticator | undefined;

  use(authenticate: Authenticator): void {
    this.authenticate = authenticate;
  }

  async check(request: RamRequest): Promise<void> {
    const { url, config } = request.routeOptions;
    if (!this.authenticate || !url?.startsWith(API_PATH)) return;
    const { authorization } = request.headers;
    const mayBeLarge = (config.bodyBytes ?? 0) > DEFAULT_BODY_BYTES;
    if (mayBeLarge) await this.authenticate(authorization, requestContext(request).ip);
    else if (authorization === undefined) throw tokenMissing('no Authorization header came');
  }
}

/** RFC 6750, 3.1: where no bearer token came, the challenge names no error. */
export function tokenMissing(came: string): Problem {
  return new Problem('auth.required', `Send an API token as "Authorization: Bearer <token>"; ${came}.`, {
    headers: { 'www-authenticate': 'Bearer realm="ram-sso"' },
  });
}
