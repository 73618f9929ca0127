import { Facts, Instant } from '../screen/parts';
import type { Screen } from '../screen/screen';
import type { ConsoleViewer } from '../session/standing';

/** Who the viewer is here, and what he reaches. */
export function HomePage({ screen, viewer }: { readonly screen: Screen; readonly viewer: ConsoleViewer }) {
  const texts = screen.texts.home;
  const { frame } = screen.texts;
  const name = viewer.name ?? frame.platformAdministrator;
  return (
    <>
      <h1>{texts.title}</h1>
      <section>
        <h2>{texts.you}</h2>
        <Facts
          facts={[
            { term: frame.signedInAs(name), value: frame.role[viewer.role] },
            { term: texts.enteredWith, value: texts.kinds[viewer.kind] },
            {
              term: texts.reach,
              value: viewer.tenant ? texts.oneTenant(viewer.tenant.alias) : texts.everything,
            },
            { term: texts.may, value: viewer.role === 'admin' ? texts.mayChange : texts.maySee },
            { term: texts.since, value: <Instant screen={screen} date={viewer.issuedAt} /> },
            {
              term: texts.until,
              value: (
                <>
                  <Instant screen={screen} date={viewer.expiresAt} /> ({texts.untilHint})
                </>
              ),
            },
          ]}
        />
      </section>
    </>
  );
}
