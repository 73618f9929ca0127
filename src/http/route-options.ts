import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import { MESSAGE_BYTES, METADATA_BYTES } from '../saml/limits';
import type { FastifyContextConfig } from 'fastify';
import type { LimitName } from './rate-limits';
import type { RequiredRole } from './required-role';

export const JSON_TYPE = 'application/json';
/** RFC 7396; a PATCH takes its body under this name too. */
export const MERGE_PATCH_TYPE = 'application/merge-patch+json';
export const NDJSON_TYPE = 'application/x-ndjson';
export const CSV_TYPE = 'text/csv';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
/** RFC 7578. */
export const UPLOAD_TYPE = 'multipart/form-data';
export const XML_TYPES = ['application/samlmetadata+xml', 'application/xml', 'text/xml'] as const;

export const DEFAULT_BODY_BYTES = 1024 * 1024;

/** What a route tells Fastify beside Nest: known before the body is read. */
export interface RouteOptions {
  /** Media types of the body; JSON alone by default. */
  readonly bodyTypes?: readonly string[];
  readonly bodyBytes?: number;
  /** The body is read while it comes, at the pace of whoever handles the route, and so may take longer than others to arrive. */
  readonly streamsBody?: boolean;
  /** Reads what is large though the request is not, a list that was sent before or a document at an address: counted with the large bodies. */
  readonly isCostly?: boolean;
  /** Refusals are pages here, unless `Accept` prefers JSON. */
  readonly answersPage?: boolean;
  readonly rateLimits?: readonly LimitName[];
  /** Known here so that nobody's body is read who may not send it. */
  readonly requires?: RequiredRole;
}

declare module 'fastify' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the only way to add to Fastify's own type
  interface FastifyContextConfig extends RouteOptions {}
}

/** Takes HTML forms, nothing else, up to 512 KiB. The body is a plain object of strings; a repeated field is refused. */
export const AcceptsForm = () => routeOptions({ bodyTypes: [FORM_TYPE], bodyBytes: MESSAGE_BYTES });

/** Takes forms, with files too: `UploadedFile` where a string would be. */
export const AcceptsUpload = (bodyBytes: number) =>
  routeOptions({ bodyTypes: [FORM_TYPE, UPLOAD_TYPE], bodyBytes });

/** Takes an XML document (the body is then a Buffer, byte for byte) beside JSON, which writes quotes and line ends as two characters. */
export const AcceptsXml = () =>
  routeOptions({ bodyTypes: [JSON_TYPE, ...XML_TYPES], bodyBytes: 2 * METADATA_BYTES });

/** Takes users and the like by the line, as a stream: `bodyChunks` reads it. */
export const AcceptsLines = (bodyBytes: number) =>
  routeOptions({ bodyTypes: [NDJSON_TYPE, CSV_TYPE], bodyBytes, streamsBody: true });

/** What is asked for by little and takes long: of one tenant few of these, and of large bodies, are under way at a time. */
export const Costly = () => routeOptions({ isCostly: true });

/** A browser's route: it is refused with a page, unless `Accept` prefers JSON. */
export const AnswersPage = () => routeOptions({ answersPage: true });

/** Counts the requests of a client's address against the limit of that name, and of every other that the route is given. */
export const RateLimit =
  (name: LimitName): MethodDecorator =>
  (target, key, descriptor) => {
    const { rateLimits = [] } = optionsOf(descriptor);
    routeOptions({ rateLimits: [...rateLimits, name] })(target, key, descriptor);
  };

/** The part of `@Requires` that Fastify knows of. */
export const RequiredRoleOption = (role: RequiredRole) => routeOptions({ requires: role });

/** Several of these decorators on a route add up, where Nest's own `RouteConfig` would keep the last. */
export function routeOptions(added: FastifyContextConfig): MethodDecorator {
  return (_target, _key, descriptor: PropertyDescriptor) => {
    const options = { ...optionsOf(descriptor), ...added };
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, options, descriptor.value as object);
  };
}

function optionsOf({ value }: PropertyDescriptor): RouteOptions {
  return (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, value as object) ?? {}) as RouteOptions;
}
