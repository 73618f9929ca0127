import { isIP } from 'node:net';
import { fieldProblem } from '../http/field-problem';
import type { Problem } from '../http/problem';
import { reachOf } from '../addresses/address-reach';
import type { Settings } from '../settings/settings';
import { type Sentence, say } from '../sentences/sentence';
import { readUrl } from '../addresses/read-url';

export const WEBHOOK_URL_LIMIT = 2048;

/**
 * An address that messages may be sent to, in its usual form. What its name stands for is looked up, and held to the same rules, at
 * each sending. Throws `request.invalid`.
 */
export function readWebhookUrl(text: string, settings: Settings): string {
  const url = readUrl(text);
  if (!url) throw wrongUrl(say`must be an https address`);
  const wrong = wrongOf(url, settings);
  if (wrong !== undefined) throw wrongUrl(wrong);
  return url.href;
}

function wrongUrl(message: Sentence): Problem {
  return fieldProblem([{ field: 'url', message }]);
}

function wrongOf(url: URL, { allowPrivateMetadataUrls: mayBePrivate }: Settings): Sentence | undefined {
  if (url.href.length > WEBHOOK_URL_LIMIT) return say`must have at most ${WEBHOOK_URL_LIMIT} characters`;
  if (url.protocol !== 'https:' && !(mayBePrivate && url.protocol === 'http:'))
    return say`must be an https address: anybody on the way could read and change what goes by another`;
  if (url.username !== '' || url.password !== '')
    return say`must have no user name and no password: the signature shows who sends`;
  if (url.hash !== '') return say`must have no fragment`;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(hostname) === 0 ? undefined : wrongOfAddress(url, hostname, mayBePrivate);
}

function wrongOfAddress(url: URL, address: string, mayBePrivate: boolean): Sentence | undefined {
  const reach = reachOf(address);
  if (reach === 'forbidden') return say`must be at an address that a receiver can have`;
  if (reach === 'private' && !mayBePrivate)
    return say`must not be at a private address, which the service reaches only where its operator sets ALLOW_PRIVATE_METADATA_URLS`;
  if (reach === 'public' && url.protocol === 'http:')
    return say`must be https: http is for private addresses only`;
  return undefined;
}
