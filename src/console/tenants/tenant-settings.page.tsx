import type { TenantDto } from '../../tenants/tenant.dto';
import { Form } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { CopyText, Facts, ProblemNotice } from '../screen/parts';
import { mayChange, type Screen, tenantPath } from '../screen/screen';
import { stepPath } from '../setup/step-frame';
import { SsoState } from './sso-state';
import { AnswerFields, GeneralFields, NetworkFields, RequestFields } from './settings-fields';

interface TenantSettingsProps {
  readonly screen: Screen;
  readonly tenant: TenantDto;
  /** Of the settings that the form began with. */
  readonly tag: string;
  readonly form: FormState;
  readonly now: Date;
}

/** All that is set of a tenant; whoever may only look has the same fields, and can not fill them in. */
export function TenantSettingsPage({ screen, tenant, tag, form, now }: TenantSettingsProps) {
  const texts = screen.texts.tenants;
  const isOpen = mayChange(screen);
  return (
    <>
      <h1>{texts.settingsOf(tenant.alias)}</h1>
      <ProblemNotice screen={screen} problem={form.problem} labels={screen.texts.tenants} />
      <SingleSignOn screen={screen} tenant={tenant} now={now} />
      <ServiceProvider screen={screen} tenant={tenant} />
      <Form screen={screen} action={tenantPath(tenant.alias, '/settings')}>
        <input type="hidden" name="tag" value={tag} />
        <fieldset disabled={!isOpen}>
          <legend>
            <h2>{texts.general}</h2>
          </legend>
          <GeneralFields form={form} texts={texts} />
        </fieldset>
        <fieldset disabled={!isOpen}>
          <legend>
            <h2>{texts.network}</h2>
          </legend>
          <NetworkFields form={form} texts={texts} />
        </fieldset>
        <fieldset disabled={!isOpen}>
          <legend>
            <h2>{texts.saml}</h2>
          </legend>
          <RequestFields form={form} texts={texts} />
          <AnswerFields form={form} texts={texts} />
        </fieldset>
        {isOpen ? <button type="submit">{screen.texts.frame.save}</button> : null}
      </Form>
      {isOpen ? (
        <p>
          <a href={tenantPath(tenant.alias, '/delete')}>{texts.delete}</a>
        </p>
      ) : null}
    </>
  );
}

function SingleSignOn({ screen, tenant, now }: Pick<TenantSettingsProps, 'screen' | 'tenant' | 'now'>) {
  const texts = screen.texts.tenants;
  return (
    <section>
      <h2>{texts.sso}</h2>
      <p>
        <SsoState screen={screen} tenant={tenant} now={now} />
      </p>
      {mayChange(screen) ? (
        <p>
          <a href={stepPath(tenant.alias, 'switch')}>{texts.ssoLink}</a>{' '}
          <small class="hint">{texts.ssoHint}</small>
        </p>
      ) : null}
    </section>
  );
}

function ServiceProvider({ screen, tenant }: Pick<TenantSettingsProps, 'screen' | 'tenant'>) {
  const texts = screen.texts.tenants;
  const { sp, defaultDomain } = tenant;
  const copied = (id: string, text: string) => <CopyText screen={screen} id={id} text={text} />;
  return (
    <section>
      <h2>{texts.sp}</h2>
      <Facts
        facts={[
          { term: texts.spEntityId, value: copied('sp-entity-id', sp.entityId) },
          { term: texts.acsUrl, value: copied('sp-acs', sp.acsUrl) },
          { term: texts.metadataUrl, value: copied('sp-metadata', sp.metadataUrl) },
          { term: texts.sloUrl, value: copied('sp-slo', sp.sloUrl) },
          { term: texts.loginUrl, value: copied('sp-login', sp.loginUrl) },
          { term: texts.defaultDomain, value: copied('default-domain', defaultDomain) },
        ]}
      />
    </section>
  );
}
