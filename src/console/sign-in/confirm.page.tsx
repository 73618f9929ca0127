import type { Problem } from '../../http/problem';
import { Form, TextField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';

interface ConfirmPageProps {
  readonly screen: Screen;
  readonly next: string;
  /** Where a RAM user signs in anew; undefined where a token was the way in. */
  readonly loginAddress: string | undefined;
  readonly refused?: 'other-token' | 'not-again' | Problem | undefined;
}

/** Asked before what is dangerous. */
export function ConfirmPage({ screen, next, loginAddress, refused }: ConfirmPageProps) {
  const texts = screen.texts.signIn;
  const sentence =
    refused === 'other-token' ? texts.otherToken : refused === 'not-again' ? texts.notAgain : undefined;
  return (
    <article class="narrow">
      <h1>{texts.confirmTitle}</h1>
      <p>{texts.confirmLead}</p>
      {sentence === undefined ? null : (
        <p class="notice bad" role="alert">
          {sentence}
        </p>
      )}
      {typeof refused === 'object' ? <ProblemNotice screen={screen} problem={refused} /> : null}
      {loginAddress === undefined ? (
        <Form screen={screen} action="/admin/confirm">
          <input type="hidden" name="next" value={next} />
          <TextField
            form={new FormState()}
            name="token"
            label={texts.confirmToken}
            type="password"
            autocomplete="current-password"
            isRequired
          />
          <button type="submit">{texts.confirm}</button>
        </Form>
      ) : (
        <>
          <p>
            <a role="button" href={loginAddress}>
              {texts.confirmWithSso}
            </a>
          </p>
          <p class="hint">{texts.confirmWithSsoHint}</p>
        </>
      )}
    </article>
  );
}
