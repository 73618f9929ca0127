import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { JSON_TYPE, XML_TYPES } from '../http/route-options';
import { EXAMPLE_METADATA } from './example-metadata';
import { METADATA_URL_LIMIT } from './metadata-url';

const metadataXml = { type: 'string', description: 'The XML as text.' };
const metadataUrl = {
  type: 'string',
  format: 'uri',
  maxLength: METADATA_URL_LIMIT,
  description: 'Where the XML is: https, or http inside a private network. Fetched once, now.',
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
      schema: { oneOf: [only({ metadataUrl }), only({ metadataXml })] },
      examples: EXAMPLES,
    }),
  );

function only(properties: Record<string, object>) {
  return { type: 'object', required: Object.keys(properties), properties, additionalProperties: false };
}
