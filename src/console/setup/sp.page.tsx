import { guideTo } from '../../saml-login/refused-login/idp-screens';
import type { SpIdentity } from '../../tenants/sp-identity';
import { GuideLink } from '../guides/guide-link';
import { Form, SelectField, TextField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { CopyText, DataTable, Facts, ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { instructionsFor, type KnownIdp, KNOWN_IDPS } from './idp-instructions';
import { stepPath } from './step-frame';

/** What the service writes for a product. */
export interface ReadySetup {
  readonly fileName: string;
  readonly href: string;
  readonly text: string;
}

export interface SpPageProps {
  readonly screen: Screen;
  readonly alias: string;
  readonly sp: SpIdentity;
  readonly domains: readonly string[];
  /** Only the default domain is accepted. */
  readonly hasNoDomain: boolean;
  /** The form of the domain, as it was filled in. */
  readonly domainForm: FormState;
  readonly idp: KnownIdp | undefined;
  readonly ready: ReadySetup | undefined;
}

/** Our values for the IdP: to be copied, downloaded, or entered where a product has them. */
export function SpPage(props: SpPageProps) {
  const { screen, alias, idp } = props;
  const texts = screen.texts.setup.sp;
  const options = [
    { value: '', label: texts.other },
    ...KNOWN_IDPS.map((known) => ({ value: known, label: instructionsFor(known, props.sp).name })),
  ];
  return (
    <>
      <p>{texts.lead}</p>
      {props.hasNoDomain ? <NoDomain {...props} /> : null}
      <Values {...props} />
      <section>
        <h2>{texts.product}</h2>
        <form method="get" action={stepPath(alias, 'sp')}>
          <SelectField
            form={new FormState({ product: idp })}
            name="product"
            label={texts.product}
            hint={texts.productHint}
            options={options}
          />
          <button type="submit" class="secondary">
            {texts.show}
          </button>
        </form>
        {idp ? <Steps screen={screen} sp={props.sp} idp={idp} /> : <p>{texts.otherSteps}</p>}
        <p>
          {screen.texts.guides.whole}: <GuideLink screen={screen} file={guideTo(idp)} />
        </p>
        {props.ready ? <Ready screen={screen} ready={props.ready} /> : null}
      </section>
    </>
  );
}

function Values({ screen, sp, domains }: SpPageProps) {
  const texts = screen.texts.setup.sp;
  const copied = (id: keyof SpIdentity) => ({
    term: texts[id],
    value: <CopyText screen={screen} id={id} text={sp[id]} />,
  });
  return (
    <section>
      <h2>{texts.values}</h2>
      <Facts
        facts={[
          copied('entityId'),
          copied('acsUrl'),
          copied('metadataUrl'),
          copied('loginUrl'),
          copied('sloUrl'),
          { term: texts.nameId, value: texts.nameIdIs(domains.join(', ')) },
        ]}
      />
      <p>
        <a role="button" class="secondary" href={sp.metadataUrl} download="sp-metadata.xml">
          {texts.download}
        </a>
      </p>
    </section>
  );
}

function NoDomain({ screen, alias, domainForm }: SpPageProps) {
  const { sp, choose } = screen.texts.setup;
  if (screen.viewer?.role === 'setup') return <p class="notice warn">{sp.noDomainOfLink}</p>;
  return (
    <section class="notice warn">
      <p>{sp.noDomain}</p>
      <ProblemNotice screen={screen} problem={domainForm.problem} labels={{ domainAlias: choose.domain }} />
      <Form screen={screen} action={`${stepPath(alias, 'sp')}/domain`}>
        <TextField
          form={domainForm}
          name="domainAlias"
          label={choose.domain}
          hint={choose.domainHint}
          maxLength={253}
          isRequired
        />
        <button type="submit">{sp.setDomain}</button>
      </Form>
    </section>
  );
}

interface StepsProps {
  readonly screen: Screen;
  readonly sp: SpIdentity;
  readonly idp: KnownIdp;
}

function Steps({ screen, sp, idp }: StepsProps) {
  const texts = screen.texts.setup.sp;
  const { name, where, rows } = instructionsFor(idp, sp);
  return (
    <>
      <h3>{texts.instructions(name)}</h3>
      <p>
        {texts.where}: <strong lang="en">{where}</strong>
      </p>
      <DataTable caption={texts.instructions(name)} columns={[texts.field, texts.value]}>
        {rows.map(([field, value]) => (
          <tr key={field}>
            <th scope="row" lang="en">
              {field}
            </th>
            <td lang="en">
              <code>{value}</code>
            </td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

function Ready({ screen, ready }: { readonly screen: Screen; readonly ready: ReadySetup }) {
  const texts = screen.texts.setup.sp;
  return (
    <>
      <h3>{texts.ready}</h3>
      <p>
        <a role="button" class="secondary" href={ready.href}>
          {texts.downloadReady(ready.fileName)}
        </a>
      </p>
      <pre tabIndex={0} lang="en">
        <code id="ready">{ready.text}</code>
      </pre>
    </>
  );
}
