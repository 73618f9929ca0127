import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { RamRequest } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { pathOf } from '../../http/problem.filter';
import type { ConsoleViewer } from '../session/standing';
import { type Language, languageOf, textsIn } from '../texts/language';
import type { Texts } from '../texts/texts';
import '../session/in-console';

/** What every page of the console is written for. */
export interface Screen {
  readonly language: Language;
  readonly texts: Texts;
  /** Null before sign-in. */
  readonly viewer: ConsoleViewer | null;
  /** Of the path. */
  readonly tenant: TenantRef | null;
  readonly path: string;
  /** With its query: where the language switch comes back to. */
  readonly address: string;
  /** The word in the address for what was just done. */
  readonly done: string | undefined;
}

export function screenOf(request: RamRequest): Screen {
  const language = languageOf(request);
  const { done } = (request.query ?? {}) as { done?: unknown };
  return {
    language,
    texts: textsIn(language),
    viewer: request.viewer ?? null,
    tenant: request.tenant ?? null,
    path: pathOf(request),
    address: request.method === 'GET' ? request.url : pathOf(request),
    done: typeof done === 'string' ? done : undefined,
  };
}

export const OnScreen = createParamDecorator((_: unknown, context: ExecutionContext): Screen =>
  screenOf(context.switchToHttp().getRequest<RamRequest>()),
);

/** Whether the viewer may change what the page shows: of that tenant or, without one, of the platform. */
export function mayChange({ viewer, tenant }: Screen): boolean {
  return viewer?.role === 'admin' && (tenant !== null || viewer.tenant === null);
}

/** Where a tenant's set-up begins and is taken up again. */
export function setupPath(alias: string): string {
  return tenantPath(alias, '/setup');
}

/** The root of the pages of a tenant. */
export function tenantPath(alias: string, rest = ''): string {
  return `/admin/tenants/${alias}${rest}`;
}
