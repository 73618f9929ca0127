import { applyDecorators, createParamDecorator, type ExecutionContext, UseGuards } from '@nestjs/common';
import { Public } from '../../http/access';
import type { RamRequest } from '../../http/request';
import type { RequiredRole } from '../../http/required-role';
import { AnswersPage, RateLimit, routeOptions } from '../../http/route-options';
import { FormGuard } from './form.guard';
import type { ConsoleViewer } from './standing';

/**
 * What a page of the console asks of its viewer: `anyone` who is in, or a role, as the API's routes do;
 * `setup` an administrator of the tenant, or whoever has a set-up link of it; `reader` its viewers too; `public` of nobody.
 */
export type ConsoleRequirement = RequiredRole | 'setup' | 'reader' | 'anyone' | 'public';

declare module 'fastify' {
  interface FastifyContextConfig {
    console?: ConsoleRequirement;
    /** The viewer must have shown in the last ten minutes that it is he. */
    isConfirmed?: boolean;
  }
  interface FastifyRequest {
    /** Set where a viewer is admitted. */
    viewer?: ConsoleViewer;
  }
}

/**
 * Every route below `/admin` carries this: without it, it is open to nobody. The viewer is admitted before the body is read; a form
 * must carry the token of his session. In front of Nest's own guard the route is public, for no bearer token comes with it.
 */
export const InConsole = (requirement: ConsoleRequirement): MethodDecorator =>
  applyDecorators(
    Public(),
    AnswersPage(),
    RateLimit('console'),
    routeOptions({ console: requirement }),
    ...(requirement === 'public' ? [] : [UseGuards(FormGuard)]),
  );

/** Dangerous: whoever did not show lately that it is he is asked first, and comes back. */
export const Confirmed = (): MethodDecorator => routeOptions({ isConfirmed: true });

export const Viewer = createParamDecorator((_: unknown, context: ExecutionContext): ConsoleViewer =>
  viewerOf(context.switchToHttp().getRequest<RamRequest>()),
);

export function viewerOf({ viewer }: RamRequest): ConsoleViewer {
  if (!viewer) throw new Error('a viewer is asked for where none is admitted');
  return viewer;
}
