import { Injectable } from '@nestjs/common';
import { Problem } from './problem';
import type { RamRequest } from './request';
import { say } from '../sentences/sentence';

/** What is closed before bodies are read: everything at or below these paths. */
const CLOSED = ['/api', '/admin'] as const;
export type ClosedPath = (typeof CLOSED)[number];

/** Throws where the caller is nobody, or may not do what the route asks for; notes on the request who he is. */
export type Admit = (request: RamRequest) => Promise<void>;

/**
 * Below these paths nobody's body is read who may not send it: parsing comes before Nest's guard, and costs. The room that knows who
 * may enter brings what admits; without one nobody may.
 */
@Injectable()
export class Admission {
  private readonly doors = new Map<ClosedPath, Admit>();

  use(path: ClosedPath, admit: Admit): void {
    this.doors.set(path, admit);
  }

  async check(request: RamRequest): Promise<void> {
    const { url } = request.routeOptions;
    const closed = CLOSED.find((path) => url === path || url?.startsWith(`${path}/`));
    if (!closed) return;
    const admit = this.doors.get(closed);
    if (!admit) throw openToNobody();
    await admit(request);
  }
}

export function openToNobody(): Problem {
  return new Problem('auth.forbidden', say`This route is open to nobody.`);
}

/** RFC 6750, 3.1: where no bearer token came, the challenge names no error. */
export function tokenMissing(came: string): Problem {
  return new Problem('auth.required', `Send an API token as "Authorization: Bearer <token>"; ${came}.`, {
    headers: { 'www-authenticate': 'Bearer realm="ram-sso"' },
  });
}
