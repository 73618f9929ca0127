import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { codes } from './codes';
import { loadSwagger } from './openapi-decorators';
import { completeOperation, type Operation } from './openapi-operation';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

/** In the order in which somebody who sets up a sign-in needs them. */
const TAGS = [
  'Dashboard',
  'Tenants',
  'IdP trust',
  'SP keys',
  'RAM users',
  'Refused logins',
  'Sessions',
  'Audit events',
  'Set-up links',
  'Webhooks',
  'API tokens',
  'Browser',
  'Health',
] as const;

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'Every answer that is not a success, as application/problem+json (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri', example: 'urn:ram-sso:problem:request.invalid' },
    title: { type: 'string', description: 'The same for every problem of a code.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'What was expected, what came, what to do.' },
    code: { type: 'string', enum: Object.keys(codes), description: 'Stable: switch on this.' },
    requestId: {
      type: 'string',
      description: 'Also in the X-Request-Id header, the log and the audit trail.',
    },
    errors: {
      type: 'array',
      description: 'Of a bad body or query, each field that is not right.',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {
          field: { type: 'string', example: 'saml.requestBinding' },
          message: { type: 'string' },
        },
      },
    },
  },
} as const;

/** The OpenAPI 3.1 document of all routes that the application has. */
export async function describeApi(app: INestApplication, version: string): Promise<OpenAPIObject> {
  const { DocumentBuilder, SwaggerModule } = await loadSwagger();
  const builder = new DocumentBuilder();
  for (const tag of TAGS) builder.addTag(tag);
  const config = builder
    .setOpenAPIVersion('3.1.0')
    .setTitle('ram-sso')
    .setDescription('Employees of an enterprise sign in to its cloud account as RAM users, by SAML 2.0.')
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'opaque',
      description: 'The admin token, or the secret of an API token.',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory,
    // Its name is no heading.
    autoTagControllers: false,
  });
  return toVersion31(complete(document));
}

/** `TenantsController` and `list` make `tenants.list`. */
function operationIdFactory(controller: string, method: string): string {
  const room = controller.replace(/Controller$/, '');
  return `${room.charAt(0).toLowerCase()}${room.slice(1)}.${method}`;
}

function complete(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation) completeOperation(path, method, operation);
    }
  }
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  return { ...document, components: { ...document.components, schemas } } as unknown as OpenAPIObject;
}

/** Nest writes 3.0's `nullable`, which 3.1 spells as a type. */
function toVersion31(document: OpenAPIObject): OpenAPIObject {
  return JSON.parse(JSON.stringify(document), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('nullable' in value)) return value;
    const { nullable, ...schema } = value as {
      nullable: unknown;
      type?: unknown;
      enum?: unknown[];
      $ref?: string;
    };
    if (nullable !== true) return schema;
    if (schema.type === undefined) return { anyOf: [schema, { type: 'null' }] };
    const withEnum = schema.enum ? { enum: [...schema.enum, null] } : {};
    return { ...schema, ...withEnum, type: [schema.type, 'null'].flat() };
  }) as OpenAPIObject;
}
