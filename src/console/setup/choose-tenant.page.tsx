import { Form, TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { Pager, ProblemNotice } from '../screen/parts';
import { type Screen, setupPath } from '../screen/screen';

interface ChooseTenantPageProps {
  readonly screen: Screen;
  readonly tenants: readonly { readonly alias: string; readonly displayName: string | null }[];
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  readonly form: FormState;
}

/** Step 1: which tenant. */
export function ChooseTenantPage(props: ChooseTenantPageProps) {
  const { screen, tenants } = props;
  const texts = screen.texts.setup.choose;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {screen.viewer?.role === 'admin' ? <MakeTenant {...props} /> : null}
      {tenants.length === 0 && props.cursor === undefined ? null : <Existing {...props} />}
    </>
  );
}

function Existing({ screen, tenants, cursor, nextCursor }: ChooseTenantPageProps) {
  const texts = screen.texts.setup.choose;
  return (
    <section>
      <h2>{texts.existing}</h2>
      <ul>
        {tenants.map(({ alias, displayName }) => (
          <li key={alias}>
            <a href={setupPath(alias)}>{alias}</a> {displayName}
          </li>
        ))}
      </ul>
      <Pager screen={screen} path="/admin/setup" cursor={cursor} nextCursor={nextCursor} />
    </section>
  );
}

function MakeTenant({ screen, form }: ChooseTenantPageProps) {
  const texts = screen.texts.setup.choose;
  return (
    <section>
      <h2>{texts.make}</h2>
      <ProblemNotice
        screen={screen}
        problem={form.problem}
        labels={{ ...texts, domainAlias: texts.domain }}
      />
      <Form screen={screen} action="/admin/setup">
        <TextField
          form={form}
          name="alias"
          label={texts.alias}
          hint={texts.aliasHint}
          maxLength={50}
          isRequired
        />
        <TextField
          form={form}
          name="displayName"
          label={texts.displayName}
          hint={texts.displayNameHint}
          maxLength={128}
        />
        <TextField
          form={form}
          name="domainAlias"
          label={texts.domain}
          hint={texts.domainHint}
          maxLength={253}
        />
        <button type="submit">{texts.makeButton}</button>
        <small class="hint">{texts.offHint}</small>
      </Form>
    </section>
  );
}
