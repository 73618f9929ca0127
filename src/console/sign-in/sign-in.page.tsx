import type { Problem } from '../../http/problem';
import { Form, TextField } from '../screen/fields';
import { FormState } from '../screen/form-state';
import { ProblemNotice } from '../screen/parts';
import type { Screen } from '../screen/screen';

interface SignInPageProps {
  readonly screen: Screen;
  /** Where the browser goes on to. */
  readonly next: string;
  /** A RAM user whose browser this is, and whether he has a role here. */
  readonly signedIn?: { readonly name: string; readonly mayEnter: boolean } | undefined;
  readonly problem?: Problem;
}

export function SignInPage({ screen, next, signedIn, problem }: SignInPageProps) {
  const texts = screen.texts.signIn;
  return (
    <article class="narrow">
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {problem?.code === 'auth.required' ? (
        <p class="notice bad" role="alert">
          {texts.wrongToken}
        </p>
      ) : (
        <ProblemNotice screen={screen} problem={problem} />
      )}
      <WithSso screen={screen} next={next} signedIn={signedIn} />
      <WithToken screen={screen} next={next} />
    </article>
  );
}

function WithSso({ screen, next, signedIn }: Pick<SignInPageProps, 'screen' | 'next' | 'signedIn'>) {
  const texts = screen.texts.signIn;
  return (
    <section>
      <h2>{texts.withSso}</h2>
      <SignedIn screen={screen} next={next} signedIn={signedIn} />
      <p class="hint">{texts.withSsoHint}</p>
      <form method="get" action="/">
        <input type="hidden" name="RelayState" value={`/admin/enter?next=${encodeURIComponent(next)}`} />
        <TextField
          form={new FormState()}
          name="login"
          label={texts.logonName}
          hint={texts.logonNameHint}
          autocomplete="username"
          isRequired
        />
        <button type="submit">{texts.continue}</button>
      </form>
    </section>
  );
}

function WithToken({ screen, next }: Pick<SignInPageProps, 'screen' | 'next'>) {
  const texts = screen.texts.signIn;
  return (
    <section>
      <h2>{texts.withToken}</h2>
      <Form screen={screen} action="/admin/sign-in">
        <input type="hidden" name="next" value={next} />
        <TextField
          form={new FormState()}
          name="token"
          label={texts.token}
          hint={texts.withTokenHint}
          type="password"
          autocomplete="current-password"
          isRequired
        />
        <button type="submit" class="secondary">
          {texts.signIn}
        </button>
      </Form>
    </section>
  );
}

function SignedIn({ screen, next, signedIn }: Pick<SignInPageProps, 'screen' | 'next' | 'signedIn'>) {
  if (!signedIn) return null;
  const { continueAs, noRole } = screen.texts.signIn;
  if (!signedIn.mayEnter) return <p class="notice warn">{noRole(signedIn.name)}</p>;
  return (
    <p>
      <a role="button" href={`/admin/enter?next=${encodeURIComponent(next)}`}>
        {continueAs(signedIn.name)}
      </a>
    </p>
  );
}
