import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { TenantRef } from './tenant-ref';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the global guard on routes below `/tenants/{alias}`. */
    tenant?: TenantRef;
    /** Set by the global guard: `platform`, `api-token:<id>`; absent on public routes. */
    actor?: string;
  }
}

export type RamRequest = FastifyRequest;

/** Who asks, from where: what audit and limits need of a request, without the request. */
export interface RequestContext {
  readonly requestId: string;
  /** The peer's address, or the client's where a trusted proxy forwarded it. */
  readonly ip: string;
  /** At most 512 characters; null without one. */
  readonly userAgent: string | null;
  /** `platform`, `api-token:<id>`, or `anonymous`. */
  readonly actor: string;
}

export function requestContext(request: RamRequest): RequestContext {
  return {
    requestId: request.id,
    ip: plainAddress(request.ip),
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
    actor: request.actor ?? 'anonymous',
  };
}

/** Where the service listens on IPv6 too, an IPv4 peer shows as `::ffff:192.0.2.1`. */
function plainAddress(ip: string): string {
  return ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice('::ffff:'.length) : ip;
}

export const Context = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext =>
  requestContext(context.switchToHttp().getRequest<RamRequest>()),
);
