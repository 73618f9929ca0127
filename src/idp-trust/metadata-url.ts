import { readUrl } from '../addresses/read-url';

export const METADATA_URL_LIMIT = 2048;

/** An http or https address without credentials; undefined where it is none. Numeric hosts come out in their one usual form. */
export function readMetadataUrl(text: string): URL | undefined {
  const url = text.length > METADATA_URL_LIMIT ? undefined : readUrl(text);
  if (!url) return undefined;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return url;
}
