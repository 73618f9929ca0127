import type { IdpTrustDto, WarningDto } from '../../idp-trust/idp-trust.dto';
import { FileField, Form, TextArea, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Facts, Instant, ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { signerFacts } from '../trust/signer-facts';
import { WarningList } from '../trust/warning-list';
import { stepPath } from './step-frame';

interface IdpPageProps {
  readonly screen: Screen;
  readonly alias: string;
  /** What is trusted now. */
  readonly trust: IdpTrustDto | null;
  readonly form: FormState;
  /** Not by this viewer, not now. */
  readonly isClosed: boolean;
  /** Which of the three was given: none, or several. */
  readonly fault: 'nothing' | 'several' | 'gone' | undefined;
}

/** The IdP's metadata: dropped, pasted, or where they are. */
export function IdpPage(props: IdpPageProps) {
  const { screen, trust, fault } = props;
  const texts = screen.texts.setup.idp;
  return (
    <>
      <p>{texts.lead}</p>
      {fault === undefined ? null : (
        <p class="notice bad" role="alert">
          {texts[fault]}
        </p>
      )}
      <section>
        <h2>{texts.current}</h2>
        {trust ? <Trust screen={screen} trust={trust} /> : <p>{texts.none}</p>}
      </section>
      {props.isClosed ? <p class="notice warn">{texts.whileOn}</p> : <Give {...props} />}
    </>
  );
}

function Trust({ screen, trust }: { readonly screen: Screen; readonly trust: IdpTrustDto }) {
  const texts = screen.texts.setup.idp;
  return (
    <>
      <Facts
        facts={[
          { term: texts.entityId, value: <code>{trust.entityId}</code> },
          { term: texts.sso, value: locationsOf(trust.ssoServices) },
          { term: texts.source, value: trust.source === 'url' ? texts.sourceUrl : texts.sourceUpload },
          ...signerFacts(screen, { signer: trust.metadataSigningCertificate }),
          {
            term: texts.certificates,
            value: trust.signingCertificates.map((certificate) => (
              <div key={certificate.sha256Fingerprint}>
                {certificate.subject} (<Instant screen={screen} date={certificate.notAfter} />)
              </div>
            )),
          },
        ]}
      />
      <Warnings screen={screen} warnings={trust.warnings} />
    </>
  );
}

/** An address that takes several bindings is written once. */
export function locationsOf(services: readonly { readonly location: string }[]): string {
  return [...new Set(services.map(({ location }) => location))].join(', ');
}

export function Warnings({
  screen,
  warnings,
}: {
  readonly screen: Screen;
  readonly warnings: readonly WarningDto[];
}) {
  const texts = screen.texts.setup.idp;
  if (warnings.length === 0) return <p class="notice good">{texts.noWarnings}</p>;
  return (
    <>
      <p>{texts.warnings}</p>
      <WarningList screen={screen} warnings={warnings} />
    </>
  );
}

function Give({ screen, alias, form, trust }: IdpPageProps) {
  const texts = screen.texts.setup.idp;
  return (
    <section>
      <h2>{trust ? texts.replace : texts.give}</h2>
      <ProblemNotice
        screen={screen}
        problem={form.problem}
        labels={{
          metadataUrl: texts.url,
          metadataXml: texts.paste,
          metadataSigningCertificate: texts.signerGiven,
        }}
      />
      <Form screen={screen} action={stepPath(alias, 'idp')} encoding="multipart/form-data">
        <TextField form={form} name="metadataUrl" type="url" label={texts.url} hint={texts.urlHint} />
        <FileField
          form={form}
          name="metadata"
          label={texts.file}
          hint={texts.fileHint}
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        />
        <TextArea form={form} name="metadataXml" label={texts.paste} rows={6} />
        <TextArea
          form={form}
          name="metadataSigningCertificate"
          label={texts.signerGiven}
          hint={texts.signerHint}
          rows={3}
        />
        <button type="submit">{texts.read}</button>
        <small class="hint">{texts.readHint}</small>
      </Form>
    </section>
  );
}
