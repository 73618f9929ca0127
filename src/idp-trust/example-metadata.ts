/** Of a key that nobody holds: what it should have signed is never to be had. */
const CERTIFICATE =
  'MIIBjDCCATOgAwIBAgIUWq5ouigKtC3ksIxLNW0He4JTNqwwCgYIKoZIzj0EAwIwGzEZMBcGA1UEAwwQaWRwLmFjbWUuZXhhbXBs' +
  'ZTAgFw0yNjExMjQwNTE3MzRaGA8yMTI2MTAzMTA1MTczNFowGzEZMBcGA1UEAwwQaWRwLmFjbWUuZXhhbXBsZTBZMBMGByqGSM49' +
  'AgEGCCqGSM49AwEHA0IABEh5Xz7ryoWZ9amwqo7UYENIyi52+SHjQs4sNwoodVCcZ0bYfw1iDWgxCZkpIrPZn2EDZ7OxhfTMRvWZ' +
  'XzvesVKjUzBRMB0GA1UdDgQWBBRCM7j4D+kB3C0cExbMiIS9QCJqXzAfBgNVHSMEGDAWgBRCM7j4D+kB3C0cExbMiIS9QCJqXzAP' +
  'BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIGkaS8OZqO0Adqm0eJ0r1rzuy2qKNIdyoKbCMEDaatSZAiAQemtBh0gG' +
  'Upnlgy8xGkVGtJKlsbSdH6svUV/DGsNNQA==';

/** The smallest metadata that is taken as it stands, so that whoever tries the API out need not have an IdP yet. */
export const EXAMPLE_METADATA =
  '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.acme.example/saml">' +
  '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
  '<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>' +
  `<ds:X509Certificate>${CERTIFICATE}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
  '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"' +
  ' Location="https://idp.acme.example/saml/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>';
