import { NS } from '../names';
import { strip } from '../white-space';
import type { XmlElement } from '../xml/element';
import { attribute, findChildren } from '../xml/read-element';
import { atMost } from './at-most';
import type { Endpoint, MetadataWarning, SloEndpoint } from './idp-metadata';
import { MetadataError, quoted } from './metadata-error';
import { inWords, say } from '../../sentences/sentence';
import { readUrl } from '../../addresses/read-url';

const ENDPOINT_LIMIT = 100;
const LOCATION_LIMIT = 2048;

export function readSsoServices(roles: readonly XmlElement[]): Endpoint[] {
  const services = servicesOf(roles, 'SingleSignOnService');
  if (services.length === 0) {
    throw new MetadataError(
      say`Expected at least one <SingleSignOnService>, got none. Export the metadata from the IdP anew, with single sign-on switched on.`,
    );
  }
  return distinct(services.map(readEndpoint));
}

export function readSloServices(roles: readonly XmlElement[]): SloEndpoint[] {
  return distinct(
    servicesOf(roles, 'SingleLogoutService').map((service) => {
      const responseLocation = attribute(service, 'ResponseLocation');
      const endpoint = readEndpoint(service);
      return responseLocation === undefined
        ? endpoint
        : { ...endpoint, responseLocation: checkLocation(responseLocation, service) };
    }),
  );
}

export function warnOfHttp(endpoints: readonly SloEndpoint[]): MetadataWarning[] {
  const locations = endpoints.flatMap(({ location, responseLocation = location }) => [
    location,
    responseLocation,
  ]);
  return [...new Set(locations)].filter(isPlainHttp).map((location) => ({
    code: 'endpoint_not_https',
    message: inWords(
      say`Expected an https address, got ${quoted(location)}: what is sent there can be read and changed on its way. Give the IdP an https address.`,
    ),
  }));
}

function servicesOf(roles: readonly XmlElement[], localName: string): XmlElement[] {
  const services = roles.flatMap((role) => findChildren(role, NS.metadata, localName));
  return atMost(ENDPOINT_LIMIT, services, `<${localName}>`);
}

/** saml-metadata 2.2.2. Binding and Location are xs:anyURI: white space around them is layout. */
function readEndpoint(service: XmlElement): Endpoint {
  const binding = strip(attribute(service, 'Binding') ?? '');
  if (binding === '' || binding.length > LOCATION_LIMIT) {
    const actual = binding === '' ? say`none` : say`${binding.length} characters`;
    throw new MetadataError(
      say`Expected a Binding of 1 to ${LOCATION_LIMIT} characters on <${service.localName}>, got ${actual}. Correct it at the IdP and upload the metadata anew.`,
    );
  }
  return { binding, location: checkLocation(attribute(service, 'Location') ?? '', service) };
}

function checkLocation(value: string, service: XmlElement): string {
  const location = strip(value);
  if (location.length <= LOCATION_LIMIT && isWebAddress(location)) return asciiAddress(location);
  throw new MetadataError(
    say`Expected an absolute http or https address of at most ${LOCATION_LIMIT} characters, without password or fragment, on <${service.localName}>, got ${quoted(location)}. Correct the address at the IdP and upload the metadata anew.`,
  );
}

/** As it stands, since IdPs compare it with their own; one beyond ASCII in the form that can be sent (RFC 3987, 3.1). */
function asciiAddress(location: string): string {
  return /^[!-~]+$/.test(location) ? location : new URL(location).href;
}

/** Browsers drop line ends and control characters inside an address before they read its scheme: none may be there. */
function isWebAddress(location: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are the characters to look for
  if (/[\u0000-\u0020\u007f]/.test(location) || !/^https?:\/\//i.test(location)) return false;
  const url = readUrl(location);
  if (!url) return false;
  const { host, username, password, hash } = url;
  // Behind a fragment no parameter arrives, and a password is none that metadata should show.
  if (username !== '' || password !== '' || hash !== '') return false;
  // A host may hold these by WHATWG's rules, but ends a directive or names any host in Content-Security-Policy.
  return !/[;,'*]/.test(host);
}

function isPlainHttp(location: string): boolean {
  return location.slice(0, 5).toLowerCase() === 'http:';
}

function distinct<T extends Endpoint>(endpoints: readonly T[]): T[] {
  return [...new Map(endpoints.map((endpoint) => [JSON.stringify(endpoint), endpoint])).values()];
}
