import type { KeyPairPem } from '../../../demo/idp/make-key-pair';
import { PERSON, type ServiceRegistration } from '../support/interop-idp';

/** A person of its built-in directory, whose password is the name; services are told that it is ours. */
export const DEMO_PERSON = 'dwho';

export interface PortalOptions extends KeyPairPem {
  readonly origin: string;
  readonly directory: string;
}

/** Everything that it would write goes to the directory of this run. */
export function portalIni({ directory }: PortalOptions): string {
  return `[all]
logLevel = notice
logger = Lemonldap::NG::Common::Logger::Std
userLogger = Lemonldap::NG::Common::Logger::Std
[configuration]
type = File
dirName = ${directory}
[portal]
templateDir = /usr/share/lemonldap-ng/portal/templates
staticPrefix = /static
languages = en
`;
}

export function configuration(
  options: PortalOptions,
  number: number,
  services: ReadonlyMap<string, ServiceRegistration>,
): string {
  const { origin, directory, key, cert } = options;
  const storage = { Directory: directory, LockDirectory: directory };
  return JSON.stringify({
    cfgNum: number,
    cfgDate: String(number),
    cfgVersion: '2.16.1',
    portal: `${origin}/`,
    domain: new URL(origin).hostname,
    // By itself it says `None`, which browsers take only together with `Secure`.
    sameSite: 'Lax',
    key: 'for-one-run-of-tests',
    authentication: 'Demo',
    userDB: 'Same',
    demoExportedVars: { uid: 'uid' },
    whatToTrace: 'uid',
    globalStorage: 'Apache::Session::File',
    globalStorageOptions: storage,
    persistentStorage: 'Apache::Session::File',
    persistentStorageOptions: storage,
    localSessionStorage: '',
    notification: 0,
    locationRules: {},
    issuerDBSAMLActivation: 1,
    issuerDBSAMLRule: 1,
    samlServicePrivateKeySig: key,
    samlServicePublicKeySig: cert,
    ...samlServices(services),
  });
}

function samlServices(services: ReadonlyMap<string, ServiceRegistration>) {
  const each = (make: (service: ServiceRegistration) => unknown) =>
    Object.fromEntries([...services].map(([name, service]) => [name, make(service)]));
  return {
    samlSPMetaDataXML: each(({ metadata }) => ({ samlSPMetaDataXML: metadata })),
    samlSPMetaDataMacros: each(({ nameIdDomain }) => ({ principalName: `'${PERSON.name}@${nameIdDomain}'` })),
    samlSPMetaDataOptions: each(({ encryptsAssertions }) => ({
      samlSPMetaDataOptionsNameIDFormat: 'unspecified',
      samlSPMetaDataOptionsNameIDSessionKey: 'principalName',
      samlSPMetaDataOptionsEncryptionMode: encryptsAssertions ? 'assertion' : 'none',
      samlSPMetaDataOptionsEnableIDPInitiatedURL: 1,
      samlSPMetaDataOptionsCheckSSOMessageSignature: 1,
      samlSPMetaDataOptionsCheckSLOMessageSignature: 1,
      samlSPMetaDataOptionsSignSLOMessage: 1,
    })),
  };
}
