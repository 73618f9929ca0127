import { Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';

interface TakeLinkPageProps {
  readonly screen: Screen;
  /** A tenant's alias. */
  readonly alias: string;
  readonly action: string;
  readonly secret: string;
  readonly expiresAt: Date;
}

/** Looking at it uses nothing up: programs that look into mails open links too. */
export function TakeLinkPage({ screen, alias, action, secret, expiresAt }: TakeLinkPageProps) {
  const { viewer } = screen;
  const { setupLinks, signIn, frame } = screen.texts;
  const texts = setupLinks.take;
  return (
    <article class="narrow">
      <h1>{texts.title}</h1>
      <p>{texts.lead(alias)}</p>
      <p>
        {texts.once} <Instant screen={screen} date={expiresAt} />
      </p>
      {viewer ? (
        <p class="notice warn">{signIn.replaces(viewer.name ?? frame.platformAdministrator)}</p>
      ) : null}
      <form method="post" action={action}>
        <input type="hidden" name="secret" value={secret} />
        <button type="submit">{texts.begin}</button>
      </form>
    </article>
  );
}
