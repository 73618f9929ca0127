import { Injectable } from '@nestjs/common';
import { Problem } from './problem';
import type { RamRequest } from './request';
import type { RequiredRole } from './required-role';

const API_PATH = '/api/';

/** Throws where the caller is nobody, or may not do what the role is required for; notes on the request who he is. */
export type Admit = (request: RamRequest, required: RequiredRole) => Promise<void>;

/**
 * Below `/api/` nobody's body is read who may not send it: parsing comes before Nest's guard, and costs. The room that knows
 * tokens brings what admits.
 */
@Injectable()
export class Admission {
  private admit: Admit | undefined;

  use(admit: Admit): void {
    this.admit = admit;
  }

  async check(request: RamRequest): Promise<void> {
    const { url, config } = request.routeOptions;
    if (!url?.startsWith(API_PATH)) return;
    if (!this.admit || !config.requires) throw openToNobody();
    await this.admit(request, config.requires);
  }
}

export function openToNobody(): Problem {
  return new Problem('auth.forbidden', 'This route is open to nobody.');
}

/** RFC 6750, 3.1: where no bearer token came, the challenge names no error. */
export function tokenMissing(came: string): Problem {
  return new Problem('auth.required', `Send an API token as "Authorization: Bearer <token>"; ${came}.`, {
    headers: { 'www-authenticate': 'Bearer realm="ram-sso"' },
  });
}
