import type { IdpTrust } from '../idp-trust/idp-trust.service';
import { BINDING } from '../saml/names';

type SloService = IdpTrust['sloServices'][number];

/** HTTP-Redirect first; SOAP and the like are not spoken here. */
export function chooseSloService(
  { sloServices }: Pick<IdpTrust, 'sloServices'>,
  prefer: string = BINDING.redirect,
): SloService | undefined {
  return (
    sloServices.find(({ binding }) => binding === prefer) ??
    sloServices.find(({ binding }) => binding === BINDING.redirect || binding === BINDING.post)
  );
}
