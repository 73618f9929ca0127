import { createHash } from 'node:crypto';
import { applyDecorators } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  getSchemaPath,
} from '../http/openapi-decorators';
import { RESOURCE_HEADERS } from '../http/documented-headers';
import { JSON_TYPE, XML_TYPES } from '../http/route-options';
import { EXAMPLE_METADATA } from './example-metadata';
import { IdpTrustDto } from './idp-trust.dto';
import { METADATA_URL_LIMIT } from './metadata-url';
import { TrustPreviewDto } from './trust-preview.dto';

const metadataXml = { type: 'string', description: 'The XML as text.' };
const metadataUrl = {
  type: 'string',
  format: 'uri',
  maxLength: METADATA_URL_LIMIT,
  description:
    'Where the XML is: https, or http inside a private network. Fetched now, and again from time to time.',
};
const metadataSigningCertificate = {
  type: 'string',
  nullable: true,
  description:
    'A certificate, as PEM or as Base64: the metadata must be signed under its key, now and whenever they are fetched again. Without it, that is not checked.',
};

const EXAMPLES = {
  'the XML in JSON': { value: { metadataXml: EXAMPLE_METADATA } },
  'by its address': { value: { metadataUrl: 'https://idp.acme.example/saml/metadata' } },
  'the XML itself': { value: EXAMPLE_METADATA },
};

/** Documents the ways in which metadata comes. What an XML body looks like, the room of HTTP says. */
export const TakesMetadata = () =>
  applyDecorators(
    ApiConsumes(JSON_TYPE, ...XML_TYPES),
    ApiBody({
      required: true,
      schema: { oneOf: [taking({ metadataUrl }), taking({ metadataXml })] },
      examples: EXAMPLES,
    }),
  );

/** Documents the answer: the trust, or with `dryRun` what would change. */
export const AnswersTrustOrPreview = () =>
  applyDecorators(
    ApiExtraModels(IdpTrustDto, TrustPreviewDto),
    ApiOkResponse({
      description: 'The trust; of a dry run, what would change (without an ETag).',
      headers: RESOURCE_HEADERS,
      schema: { oneOf: [IdpTrustDto, TrustPreviewDto].map((type) => ({ $ref: getSchemaPath(type) })) },
    }),
  );

const MEDIA_TYPE = 'application/samlmetadata+xml';

export const AnswersMetadata = () =>
  ApiOkResponse({
    description: 'The document.',
    content: {
      [MEDIA_TYPE]: { schema: { type: 'string', example: '<md:EntityDescriptor entityID="...">' } },
    },
  });

/** Somebody else's document: never to be shown as a page of ours. */
export function sendMetadata(metadata: Buffer, reply: FastifyReply): Buffer {
  reply.header('etag', `"${createHash('sha256').update(metadata).digest('hex')}"`);
  reply.header('content-disposition', 'attachment; filename="idp-metadata.xml"');
  // What is not UTF-8 was not taken.
  reply.type(`${MEDIA_TYPE}; charset=utf-8`);
  return metadata;
}

function taking(required: Record<string, object>) {
  const properties = { ...required, metadataSigningCertificate };
  return { type: 'object', required: Object.keys(required), properties, additionalProperties: false };
}
