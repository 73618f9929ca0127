/** A service that this identity provider signs people in to, as its administrator registered it. */
export interface ServiceProvider {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly sloUrl: string | undefined;
  readonly signingCert: string | undefined;
  /** Where there is one, its assertions are encrypted. */
  readonly encryptionCert: string | undefined;
  /** Then a sign-in request without that certificate's signature is refused. */
  readonly signsRequests: boolean;
  /** NameIDs for this service end in `@` and this. */
  readonly nameIdDomain: string;
}

/** Reads what is needed from metadata that the administrator handed over: not a parser for what strangers send. */
export function readServiceProvider(metadata: string, nameIdDomain: string): ServiceProvider {
  const entityId = attribute(startTag(metadata, 'EntityDescriptor'), 'entityID');
  const acsUrl = attribute(startTag(metadata, 'AssertionConsumerService'), 'Location');
  if (entityId === undefined || acsUrl === undefined)
    throw new Error('this is not the metadata of a service provider');
  return {
    entityId,
    acsUrl,
    sloUrl: attribute(startTag(metadata, 'SingleLogoutService'), 'Location'),
    signingCert: certificateFor('signing', metadata),
    encryptionCert: certificateFor('encryption', metadata),
    signsRequests: attribute(startTag(metadata, 'SPSSODescriptor'), 'AuthnRequestsSigned') === 'true',
    nameIdDomain,
  };
}

function startTag(xml: string, localName: string): string {
  return new RegExp(`<(?:[\\w.-]+:)?${localName}\\s[^>]*>`).exec(xml)?.[0] ?? '';
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function certificateFor(use: 'signing' | 'encryption', xml: string): string | undefined {
  const descriptors =
    xml.match(/<(?:[\w.-]+:)?KeyDescriptor[\s>][\s\S]*?<\/(?:[\w.-]+:)?KeyDescriptor>/g) ?? [];
  const descriptor = descriptors.find((one) => (/\suse\s*=\s*"(\w+)"/.exec(one)?.[1] ?? use) === use);
  const base64 = descriptor && /X509Certificate>([^<]+)</.exec(descriptor)?.[1]?.replace(/\s/g, '');
  if (!base64) return undefined;
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
