import type { ProblemCode } from '../../../src/http/codes';
import { gzipSync } from 'node:zlib';
import type { AddressAttack, MetadataFamily, MetadataStage } from '../support/metadata-attack';

type Forge = AddressAttack['forge'];

const UNREACHABLE: ProblemCode = 'idp.metadata_unreachable';
const METADATA_SERVICE = ['CVE-2026-42858', 'CVE-2026-42860', 'CVE-2024-5328', 'CVE-2025-6517'];

/** The same document, on the same machine, as the closed node is asked for it. */
const hosted = (host: string): AddressAttack => ({
  name: `an address inside, as ${host}`,
  forge: (_, { inside }) => inside.url('/metadata', host),
  code: UNREACHABLE,
});

/** Where the clouds keep the secrets of a machine: no setting opens it. */
const clouded = (host: string): AddressAttack => ({
  name: `the metadata service of a cloud, as ${host}`,
  ids: METADATA_SERVICE,
  forge: () => `http://${host}/latest/meta-data/iam/security-credentials/`,
  isOpen: true,
  code: UNREACHABLE,
});

/** Of no use anywhere: it is not even looked up. */
const invalid = (address: string, ids?: readonly string[]): AddressAttack => ({
  name: `the address ${JSON.stringify(address.slice(0, 60))}`,
  ids,
  forge: () => address,
  isOpen: true,
  code: 'request.invalid',
});

/** By a node that reaches the site. Null: it is taken. */
const answered = (
  name: string,
  forge: Forge,
  code: ProblemCode | null = UNREACHABLE,
  ids?: readonly string[],
): AddressAttack => ({ name, ids, forge, isOpen: true, code: code ?? undefined });

const redirected = (name: string, to: (stage: MetadataStage) => string, ids?: readonly string[]) =>
  answered(
    `a way from there ${name}`,
    (_, stage) => stage.site.redirect('/away', to(stage)),
    UNREACHABLE,
    ids,
  );

const spelled: readonly AddressAttack[] = [
  '127.0.0.1.',
  '0x7f.0.0.1',
  '0x7F000001',
  '017700000001',
  '127.0.1',
  '0',
  '127.255.255.254',
  '\uff11\uff12\uff17.0.0.1',
  '\u2460\u2461\u2466.\u24ea.\u24ea.\u2460',
  '127\u30020\u30020\u30021',
  '%31%32%37.0.0.1',
  '127.0.0.1%2e',
  'LOCALHOST',
  'localhost.',
  'loc\u00adalhost',
  '\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3',
  '[0:0:0:0:0:0:0:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  'localtest.invalid',
].map(hosted);

const disguised: readonly AddressAttack[] = [
  ['behind a backslash', '/\\'],
  ['behind one slash', '/'],
  ['behind none', ''],
  ['behind four', '////'],
].map(([name = '', slashes = '']) => ({
  name: `an address inside, ${name}`,
  forge: (_, { inside }) => inside.url('/metadata').replace('//', slashes),
  code: UNREACHABLE,
}));

const masked: readonly AddressAttack[] = [
  {
    name: 'an address inside, with another one in the fragment',
    forge: (_, { inside }) => `${inside.url('/metadata')}#@idp.example/`,
    code: UNREACHABLE,
  },
  {
    name: 'an address inside, with another one in the query',
    forge: (_, { inside }) => `${inside.url('/metadata')}?@idp.example/`,
    code: UNREACHABLE,
  },
  {
    name: 'the very address that another node reaches',
    forge: (honest) => `${honest}?`,
    code: UNREACHABLE,
  },
];

const clouds: readonly AddressAttack[] = [
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[64:ff9b::a9fe:a9fe]',
  '[fd00:ec2::254]',
  '169.254.170.2',
  '100.100.100.200',
  '\u2460\u2465\u2468.254.169.254',
].map(clouded);

const schemes: readonly AddressAttack[] = [
  invalid('file:///etc/passwd', ['CVE-2026-42858']),
  invalid('FILE:///etc/passwd'),
  invalid('\tfile:///etc/passwd'),
  invalid('gopher://127.0.0.1:6379/_FLUSHALL'),
  invalid('dict://127.0.0.1:11211/stats'),
  invalid('ftp://127.0.0.1/metadata'),
  invalid('ldap://127.0.0.1/'),
  invalid('jar:http://127.0.0.1!/metadata'),
  invalid('data:text/xml,<a/>'),
  invalid('blob:http://127.0.0.1/x'),
  invalid('unix:/var/run/docker.sock:/info'),
  invalid('http+unix://%2fvar%2frun%2fdocker.sock/info'),
  invalid('javascript:alert(1)'),
  invalid('//127.0.0.1/metadata'),
  invalid('/metadata'),
  invalid('metadata.xml'),
  invalid('http://'),
  invalid('http://[::1'),
  invalid('http://[::1%25lo]/'),
  invalid('http://127.0.0.1:65536/'),
  invalid('http://256.256.256.256/'),
  invalid('http://idp.example\0@127.0.0.1/'),
  invalid('http://idp.example@127.0.0.1/'),
  invalid('http://idp.example:443@127.0.0.1/'),
  invalid('http://idp:@127.0.0.1/'),
  invalid(`https://idp.example/${'x'.repeat(2048)}`),
];

const ways: readonly AddressAttack[] = [
  redirected('to another port', ({ inside }) => inside.url('/metadata')),
  redirected('to another host without a scheme', ({ inside }) =>
    inside.url('/metadata').slice('http:'.length),
  ),
  redirected('to another host by backslashes', ({ inside }) =>
    inside.url('/metadata').replace('http://', '\\\\'),
  ),
  redirected('to another host, named as ours', ({ site, inside }) =>
    inside.url('/metadata', `127.0.0.1:${site.port}@127.0.0.1`),
  ),
  redirected('to the metadata service of a cloud', () => 'http://169.254.169.254/', METADATA_SERVICE),
  redirected('to a file', () => 'file:///etc/passwd'),
  redirected('to https at the same host', ({ site }) => site.url('/metadata').replace('http:', 'https:')),
  redirected('to a name for the same host', ({ site }) => site.url('/metadata', 'localhost')),
  redirected('with a name and a password', ({ site }) => site.url('/metadata', 'a:b@127.0.0.1')),
  redirected('to itself', () => '/away'),
  ...[300, 304, 305, 306].map((status) =>
    answered(`a way from there by status ${status}`, (_, { site }) =>
      site.redirect('/away', '/metadata', status),
    ),
  ),
  answered(
    'a document with a way from it in its headers',
    (_, { site, inside, idp }) =>
      site.give('/refreshed', idp.metadata({ slo: true }), {
        refresh: `0; url=${inside.url('/metadata')}`,
        link: `<${inside.url('/metadata')}>; rel=canonical`,
        'content-location': inside.url('/metadata'),
        'alt-svc': `h2="127.0.0.1:${inside.port}"`,
      }),
    null,
  ),
];

const documents: readonly AddressAttack[] = [
  answered(
    'a document that fetches more',
    (_, { site, inside, idp }) =>
      site.give(
        '/xxe',
        `<!DOCTYPE x [<!ENTITY % d SYSTEM "${inside.url('/metadata')}">%d;]>${idp.metadata()}`,
      ),
    'idp.metadata_invalid',
    ['CVE-2020-15772'],
  ),
  answered(
    'a document that has ended',
    (_, { site, idp }) =>
      site.give('/ended', idp.metadata().replace('entityID', 'validUntil="2020-01-01T00:00:00Z" entityID')),
    'idp.metadata_invalid',
    ['CVE-2017-16853'],
  ),
  answered('a document that is zipped', (_, { site, idp }) =>
    site.give('/zipped', gzipSync(idp.metadata()), { 'content-encoding': 'gzip' }),
  ),
  answered(
    'a page, which may hold secrets',
    (_, { site }) => site.give('/page', '<html>secret</html>'),
    'idp.metadata_invalid',
  ),
  answered('a refusal with a document', (_, { site, idp }) =>
    site.answer('/refusal', (_request, response) => response.writeHead(403).end(idp.metadata())),
  ),
];

export const metadataAddresses: MetadataFamily<AddressAttack> = {
  name: 'metadata by an address',
  why: 'Whoever may name an address makes the service ask there, from inside the network and by its name: for the secrets of the machine, for what listens on loopback, for files. Here an address is http or https without credentials, its name is resolved once, each of its addresses is checked by what it is and not by how it is written, and a way elsewhere is not gone.',
  attacks: [...spelled, ...disguised, ...masked, ...clouds, ...schemes, ...ways, ...documents],
};
