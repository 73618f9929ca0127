import type { CertificateDto } from '../../idp-trust/idp-trust.dto';
import type { TrustPreviewDto } from '../../idp-trust/trust-preview.dto';
import { Form, SelectField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { Badge, DataTable, Facts, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { signerFacts } from '../trust/signer-facts';
import { locationsOf, Warnings } from './idp.page';
import { stepPath } from './step-frame';

interface IdpPreviewPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly preview: TrustPreviewDto;
  /** Which IdP of an aggregate. */
  readonly chosen: string | undefined;
  /** Under whose key the metadata must be signed until now. */
  readonly formerSigner: CertificateDto | undefined;
  /** Of the trust that it takes the place of. */
  readonly formerTag: string | undefined;
  /** The viewer will be asked first who he is. */
  readonly asksAgain: boolean;
}

/** What was read, and what it changes; nothing is trusted yet. */
export function IdpPreviewPage(props: IdpPreviewPageProps) {
  const { screen, alias, preview } = props;
  const texts = screen.texts.setup.idp;
  const { trust, entityId } = preview;
  const isAnother = entityId.from !== null && entityId.from !== entityId.to;
  return (
    <>
      <h2>{texts.previewTitle}</h2>
      <Warnings screen={screen} warnings={preview.warnings} />
      <Facts
        facts={[
          { term: texts.entityId, value: <code>{trust.entityId}</code> },
          ...(isAnother ? [{ term: texts.wasEntityId, value: <code>{entityId.from}</code> }] : []),
          { term: texts.sso, value: locationsOf(trust.ssoServices) || texts.none2 },
          { term: texts.slo, value: locationsOf(trust.sloServices) || texts.none2 },
          { term: texts.source, value: trust.metadataUrl ?? texts.sourceUpload },
          ...signerFacts(screen, { signer: trust.metadataSigningCertificate, former: props.formerSigner }),
        ]}
      />
      <Certificates screen={screen} preview={preview} />
      <Save {...props} />
      <p>
        <a href={stepPath(alias, 'idp')}>{texts.back}</a>
      </p>
    </>
  );
}

function Certificates({ screen, preview }: Pick<IdpPreviewPageProps, 'screen' | 'preview'>) {
  const texts = screen.texts.setup.idp;
  const { added, kept, removed } = preview.signingCertificates;
  const columns = [texts.subject, texts.validUntil, texts.fingerprint, texts.change];
  return (
    <>
      <h3>{texts.certificates}</h3>
      <DataTable caption={texts.certificates} columns={columns}>
        <CertificateRows screen={screen} certificates={added} change="added" />
        <CertificateRows screen={screen} certificates={kept} change="kept" />
        <CertificateRows screen={screen} certificates={removed} change="removed" />
      </DataTable>
    </>
  );
}

const TONES = { added: 'good', kept: 'plain', removed: 'bad' } as const;

interface CertificateRowsProps {
  readonly screen: Screen;
  readonly certificates: readonly CertificateDto[];
  readonly change: keyof typeof TONES;
}

function CertificateRows({ screen, certificates, change }: CertificateRowsProps) {
  return (
    <>
      {certificates.map((certificate) => (
        <tr key={certificate.sha256Fingerprint}>
          <td>{certificate.subject}</td>
          <td>
            <Instant screen={screen} date={certificate.notAfter} />
          </td>
          <td>
            <code>{certificate.sha256Fingerprint}</code>
          </td>
          <td>
            <Badge tone={TONES[change]}>{screen.texts.setup.idp[change]}</Badge>
          </td>
        </tr>
      ))}
    </>
  );
}

function Save({ screen, alias, chosen, formerTag, asksAgain }: IdpPreviewPageProps) {
  const texts = screen.texts.setup.idp;
  return (
    <Form screen={screen} action={`${stepPath(alias, 'idp')}/trust`}>
      {chosen === undefined ? null : <input type="hidden" name="entityId" value={chosen} />}
      {formerTag === undefined ? null : <input type="hidden" name="ifMatch" value={formerTag} />}
      <button type="submit">{texts.save}</button>
      <small class="hint">{texts.saveHint}</small>
      {asksAgain ? <small class="hint">{texts.confirmHint}</small> : null}
    </Form>
  );
}

interface ChooseIdpPageProps {
  readonly screen: Screen;
  readonly alias: string;
  /** The first of them. */
  readonly candidates: readonly string[];
}

/** An aggregate has several IdPs. */
export function ChooseIdpPage({ screen, alias, candidates }: ChooseIdpPageProps) {
  const texts = screen.texts.setup.idp;
  const action = `${stepPath(alias, 'idp')}/preview`;
  const options = candidates.map((value) => ({ value, label: value }));
  return (
    <>
      <h2>{texts.chooseTitle}</h2>
      <p>{texts.chooseLead}</p>
      <form method="get" action={action}>
        <SelectField form={new FormState()} name="entityId" label={texts.entityId} options={options} />
        <button type="submit">{texts.chooseButton}</button>
      </form>
      <form method="get" action={action}>
        <div class="field">
          <label htmlFor="otherEntity">{texts.otherEntity}</label>
          <input id="otherEntity" name="entityId" type="text" spellcheck={false} required maxLength={1024} />
        </div>
        <button type="submit" class="secondary">
          {texts.chooseButton}
        </button>
      </form>
      <p>
        <a href={stepPath(alias, 'idp')}>{texts.back}</a>
      </p>
    </>
  );
}
