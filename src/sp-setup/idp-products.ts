import type { SetupValues } from './setup-values';
import { writeAdfsScript } from './write-adfs-script';
import { writeEntraScript } from './write-entra-script';
import { writeKeycloakClient } from './write-keycloak-client';
import { writeOktaTerraform } from './write-okta-terraform';
import { writeSimplesamlphpEntry } from './write-simplesamlphp-entry';

export const IDP_PRODUCTS = ['adfs', 'entra', 'okta', 'keycloak', 'simplesamlphp'] as const;
export type IdpProduct = (typeof IDP_PRODUCTS)[number];

export interface SetupForm {
  readonly fileExtension: string;
  readonly mediaType: 'text/plain' | 'application/json';
  readonly write: (values: SetupValues) => string;
}

/** Scripts are plain text to a browser, whatever they are to a shell. */
export const SETUP_FORMS: Readonly<Record<IdpProduct, SetupForm>> = {
  adfs: { fileExtension: 'ps1', mediaType: 'text/plain', write: writeAdfsScript },
  entra: { fileExtension: 'sh', mediaType: 'text/plain', write: writeEntraScript },
  okta: { fileExtension: 'tf', mediaType: 'text/plain', write: writeOktaTerraform },
  keycloak: { fileExtension: 'json', mediaType: 'application/json', write: writeKeycloakClient },
  simplesamlphp: { fileExtension: 'php', mediaType: 'text/plain', write: writeSimplesamlphpEntry },
};

export function isIdpProduct(name: string): name is IdpProduct {
  return (IDP_PRODUCTS as readonly string[]).includes(name);
}
