import { TextField } from '../screen/fields';
import type { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';
import { StreamedParts } from '../screen/show-stream';

export interface TrailPageProps {
  readonly screen: Screen;
  /** Null: the platform's own trail, or that of a tenant that was deleted. */
  readonly alias: string | null;
  readonly path: string;
  readonly form: FormState;
}

/** A trail that is verified while the page is written. */
export function TrailPage({ screen, alias, path, form }: TrailPageProps) {
  const texts = screen.texts.verification;
  const { tenantId } = form.values;
  const again = alias === null ? texts.againOfPlatform : texts.again;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {alias === null ? <p>{tenantId === undefined ? texts.ofPlatform : texts.ofTenant(tenantId)}</p> : null}
      <ProblemNotice screen={screen} problem={form.problem} labels={{ ...texts, head: texts.notedHead }} />
      {form.problem ? null : <StreamedParts />}
      <section>
        <h2>{again}</h2>
        <form method="get" action={path} aria-label={again}>
          {alias === null ? (
            <TextField form={form} name="tenantId" label={texts.tenantId} hint={texts.tenantIdHint} />
          ) : null}
          <TextField form={form} name="head" label={texts.notedHead} hint={texts.notedHeadHint} />
          <button type="submit">{texts.verify}</button>
        </form>
      </section>
    </>
  );
}
