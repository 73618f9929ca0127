import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Problem } from '../../http/problem';
import type { RamRequest } from '../../http/request';
import { FORM_TOKEN_FIELD, isFormToken } from './form-token';
import { say } from '../../sentences/sentence';

/** Holds what changes something to the forms of the viewer's own pages. */
@Injectable()
export class FormGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, body, headers, viewer } = context.switchToHttp().getRequest<RamRequest>();
    if (method === 'GET' || method === 'HEAD') return true;
    const sent = (body as Record<string, unknown> | undefined)?.[FORM_TOKEN_FIELD] ?? headers['x-form-token'];
    if (viewer && isFormToken(sent, viewer.formToken)) return true;
    throw new Problem(
      'auth.forbidden',
      say`This form is not of your session: load its page again, and send it then.`,
    );
  }
}
