import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC, REQUIRED_ROLE } from '../http/access';
import type { RequiredRole } from '../http/required-role';
import { openToNobody } from '../http/admission';
import type { RamRequest } from '../http/request';
import { AdmitCaller } from './admit-caller';

/** Before every route. Closed by default: a route that says neither `@Public()` nor `@Requires(...)` is nobody's. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly admit: AdmitCaller,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = this.requirementOf(context);
    if (required === 'public') return true;
    if (!required) throw openToNobody();
    const request = context.switchToHttp().getRequest<RamRequest>();
    // Below the API that was before the body was read.
    if (request.admittedFor !== required) await this.admit.run(request, required);
    return true;
  }

  /** What the handler says counts before what its controller says, and a requirement before openness. */
  private requirementOf(context: ExecutionContext): RequiredRole | 'public' | undefined {
    for (const place of [context.getHandler(), context.getClass()]) {
      const required = this.reflector.get<RequiredRole | undefined>(REQUIRED_ROLE, place);
      if (required) return required;
      if (this.reflector.get<boolean | undefined>(PUBLIC, place)) return 'public';
    }
    return undefined;
  }
}
