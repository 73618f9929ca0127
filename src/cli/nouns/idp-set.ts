import type { IdpTrust, TrustPreview } from '../../sdk/sdk';
import { METADATA_BYTES } from '../../saml/limits';
import { usageError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { DRY_RUN } from '../input/common-options';
import { type PutMetadata, putMetadata } from '../idp/put-metadata';
import { showPreview } from '../idp/show-preview';
import { readInput } from '../terminal/read-input';
import { optionalArgument, text, verb } from '../verb';
import { TRUST } from './views';

export const set = verb({
  name: 'set',
  summary: "trust an IdP by its metadata: a file's, or an address's",
  takes: {
    file: optionalArgument('the metadata, or - for standard input'),
    url: text('--url <url>', 'instead: whence the service fetches them, now and from time to time'),
    entityId: text('--entity-id <entityID>', 'which IdP, where the document has several'),
    signingCertificate: text(
      '--signing-certificate <file>',
      'the document must be signed under the key of this certificate',
    ),
    dryRun: DRY_RUN,
  },
  examples: [
    ['ram-sso idp set metadata.xml --tenant acme', 'from a file'],
    ['ram-sso idp set --url https://idp.example/metadata --tenant acme', 'kept fresh by the service'],
    ['ram-sso idp set metadata.xml --tenant acme --dry-run', 'what would change'],
  ],
  run: async (context, { file, url, entityId, signingCertificate, dryRun = false }) => {
    const { host, print } = context;
    const certificate =
      signingCertificate === undefined
        ? undefined
        : (await readInput(host, signingCertificate, 65_536)).toString('utf8');
    const source = await readSource(context, file, url);
    const answer = await putMetadata(context.api, context.tenant(), {
      ...source,
      entityId,
      certificate,
      dryRun,
    });
    for (const { code, message } of answer.warnings) print.warn(`${code}: ${message}`);
    if (isPreview(answer)) await print.either(answer, () => showPreview(answer, print.colours));
    else await print.one(answer, TRUST);
  },
});

async function readSource(
  { host }: CommandContext,
  file: string | undefined,
  url: string | undefined,
): Promise<Pick<PutMetadata, 'document' | 'url'>> {
  if ((file === undefined) === (url === undefined))
    throw usageError('Give either a file (or -), or --url: whence are the metadata?');
  return file === undefined ? { url } : { document: await readInput(host, file, METADATA_BYTES) };
}

function isPreview(answer: IdpTrust | TrustPreview): answer is TrustPreview {
  return 'dryRun' in answer;
}
