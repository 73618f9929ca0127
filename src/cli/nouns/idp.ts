import { METADATA_BYTES } from '../../saml/limits';
import { CliError } from '../cli-error';
import { readInput, sayName } from '../terminal/read-input';
import { argument, flag, type Noun, text, verb } from '../verb';
import { get, health, metadata, refresh, remove, restore, test, versions } from './idp-trust';
import { set } from './idp-set';

const check = verb({
  name: 'check',
  summary: 'read metadata as the service would, without a service',
  description:
    'Reads metadata of an IdP as the service would, and says what it found and what it would warn of. It needs no service and no token, and changes nothing. It ends with 1 where the service would refuse the document.',
  takes: {
    file: argument('the metadata, or - for standard input'),
    entityId: text('--entity-id <entityID>', 'which IdP, where the document has several'),
    signingCertificate: text(
      '--signing-certificate <file>',
      'the document must be signed under the key of this certificate',
    ),
    strict: flag('--strict', 'end with 1 where there is a warning, too'),
  },
  examples: [
    ['ram-sso idp check metadata.xml', 'what is in it'],
    ['curl -sS https://idp.example/metadata | ram-sso idp check -', 'from standard input'],
    ["ram-sso idp check aggregate.xml --entity-id 'https://idp.example/saml'", 'one of a federation'],
  ],
  run: async ({ host, print, clock }, { file, entityId, signingCertificate, strict }) => {
    // The reader of SAML is loaded only for those who need it.
    const { checkMetadata } = await import('../idp/check-metadata.js');
    const { showReport } = await import('../idp/show-report.js');
    const signer =
      signingCertificate === undefined ? undefined : await readInput(host, signingCertificate, 65_536);
    const document = await readInput(host, file, METADATA_BYTES);
    const report = checkMetadata(document, { entityId, signer, now: clock.now() });
    await print.either(report, () => showReport(report, print.colours));
    if (!report.accepted) throw new CliError(`The service would refuse ${sayName(file)}.`);
    if (strict && report.warnings.length > 0) throw new CliError(`There are warnings of ${sayName(file)}.`);
  },
});

export const idp: Noun = {
  name: 'idp',
  summary: "a tenant's identity provider: whom it trusts",
  group: 'Accounts:',
  verbs: [check, set, get, metadata, health, test, refresh, versions, restore, remove],
};
