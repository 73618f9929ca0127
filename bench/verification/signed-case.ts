import { ResponseMaker } from '../response-maker';
import { addresseeOf, type Scene } from '../scene';

/** One and the same response, of about 5 KB, for all that verify it, and what they must know of its two sides. */
export interface SignedCase {
  readonly response: string;
  readonly idp: {
    readonly entityId: string;
    readonly ssoUrl: string;
    /** Base64 of its DER. */
    readonly certificate: string;
    readonly metadata: string;
  };
  readonly sp: { readonly entityId: string; readonly acsUrl: string };
}

export function makeSignedCase({ tenant, idp }: Pick<Scene, 'tenant' | 'idp'>): SignedCase {
  const { entityId, ssoUrl, keys } = idp;
  const certificate = keys.certificateDer.toString('base64');
  return {
    response: ResponseMaker.of(idp, addresseeOf(tenant)).make('u0'),
    idp: { entityId, ssoUrl, certificate, metadata: idp.metadata() },
    sp: tenant.sp,
  };
}
