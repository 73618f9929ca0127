import { Facts, Instant } from '../screen/parts';
import { type Screen, setupPath, tenantPath } from '../screen/screen';
import type { ConsoleViewer } from '../session/standing';

/** Who the viewer is here, and what he reaches. */
export function HomePage({ screen, viewer }: { readonly screen: Screen; readonly viewer: ConsoleViewer }) {
  const texts = screen.texts.home;
  return (
    <>
      <h1>{texts.title}</h1>
      <WayOn screen={screen} viewer={viewer} />
      <section>
        <h2>{texts.you}</h2>
        <Facts
          facts={[
            {
              term: texts.as,
              value: nameOf(screen, viewer),
            },
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

function nameOf({ texts }: Screen, { kind, name, role }: ConsoleViewer): string {
  const { platformAdministrator, role: roles } = texts.frame;
  if (kind === 'admin-token') return platformAdministrator;
  return name === null ? roles[role] : texts.home.named(name, roles[role]);
}

/** What most come for. */
function WayOn({ screen, viewer }: { readonly screen: Screen; readonly viewer: ConsoleViewer }) {
  const { dashboard, setup } = screen.texts;
  const alias = viewer.tenant?.alias;
  const setupAt = alias === undefined ? '/admin/setup' : setupPath(alias);
  if (viewer.role === 'setup') return <SetupLink href={setupAt} label={setup.title} />;
  return (
    <p class="actions">
      <SetupLink href={setupAt} label={setup.title} />
      <a role="button" class="secondary" href={alias === undefined ? '/admin/dashboard' : tenantPath(alias)}>
        {dashboard.title}
      </a>
    </p>
  );
}

function SetupLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <a role="button" href={href}>
      {label}
    </a>
  );
}
