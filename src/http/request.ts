import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { newId } from '../secrets/ids';
import type { ProblemCode } from './codes';
import type { CallerRole, RequiredRole } from './required-role';
import type { TenantRef } from './tenant-ref';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set where a caller is admitted, on routes below `/tenants/{alias}`. */
    tenant?: TenantRef;
    /** Set where a caller is admitted: `platform`, `api-token:<id>`; absent on public routes. */
    actor?: string;
    /** What the caller was admitted for. */
    admittedFor?: RequiredRole;
    /** Of the problem that it was answered. */
    problemCode?: ProblemCode;
    /** Its own role, set where it is admitted. */
    callerRole?: CallerRole;
    /** Of the peer, noted at the beginning: of a client that has gone, the socket tells none. */
    clientAddress?: string;
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
  /** `platform`, `api-token:<id>`, or `anonymous`; of the service itself what it does. */
  readonly actor: string;
}

export function requestContext(request: RamRequest): RequestContext {
  return {
    requestId: request.id,
    ip: request.clientAddress ?? clientAddress(request),
    userAgent: request.headers['user-agent']?.slice(0, 512) ?? null,
    actor: request.actor ?? 'anonymous',
  };
}

/** Of what the service does of itself, since nobody asked for it. */
export function ownContext(actor: 'refresh' | 'watch' | 'webhooks' | 'retention'): RequestContext {
  return { requestId: newId(), ip: 'none', userAgent: null, actor };
}

/** Some proxies write the peer's port into `X-Forwarded-For`: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const WITH_PORT = /^(?:([\d.]+)|\[([\da-f:.]+)\]):\d{1,5}$/i;

/** Without its port. Where the service listens on IPv6 too, an IPv4 peer shows as `::ffff:192.0.2.1`. */
export function clientAddress({ ip }: { readonly ip: string | undefined }): string {
  const [, ipv4, ipv6] = WITH_PORT.exec(ip ?? '') ?? [];
  const address = ipv4 ?? ipv6 ?? ip ?? 'unknown';
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address;
}

export const Context = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext =>
  requestContext(context.switchToHttp().getRequest<RamRequest>()),
);
