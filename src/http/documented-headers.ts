import { ApiHeader } from './openapi-decorators';

const ETag = {
  description: 'For If-Match on a later write.',
  schema: { type: 'string' as const, example: '"302099a8057-1"' },
};
const Location = {
  description: 'Where the new resource is.',
  schema: { type: 'string' as const, format: 'uri-reference' },
};

/** Of the answers that carry one resource. */
export const RESOURCE_HEADERS = { ETag };
export const CREATED_HEADERS = { ETag, Location };

/** Documents that a write is held to the ETag that the caller has seen. */
export const TakesIfMatch = () =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag of the resource as the caller knows it, several of them, or *.',
    schema: { type: 'string' },
  });
