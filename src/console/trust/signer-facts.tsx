import type { CertificateDto } from '../../idp-trust/idp-trust.dto';
import type { Fact } from '../screen/parts';
import type { Screen } from '../screen/screen';

/** Under whose key the metadata must be signed; nothing where nobody ever asked for it. */
export function signerFacts(screen: Screen, { signer, former }: Signers): Fact[] {
  const texts = screen.texts.trust;
  if (!signer && !former) return [];
  const isAnother = former && former.sha256Fingerprint !== signer?.sha256Fingerprint;
  return [
    { term: texts.signer, value: signer ? <Signer certificate={signer} /> : texts.signerNone },
    ...(isAnother ? [{ term: texts.wasSigner, value: <Signer certificate={former} /> }] : []),
  ];
}

interface Signers {
  readonly signer: CertificateDto | undefined;
  readonly former?: CertificateDto | undefined;
}

function Signer({ certificate }: { readonly certificate: CertificateDto }) {
  return (
    <>
      {certificate.subject} <code>{certificate.sha256Fingerprint}</code>
    </>
  );
}
