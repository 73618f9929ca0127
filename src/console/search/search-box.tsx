import type { Screen } from '../screen/screen';

/** From a request id that is read over the phone, or a name, to what it is. */
export function SearchBox({ screen }: { readonly screen: Screen }) {
  const { search: texts } = screen.texts;
  const { tenant, viewer } = screen;
  if (!viewer || viewer.role === 'setup') return null;
  return (
    <form method="get" action="/admin/search" class="search" role="search">
      <input type="search" name="q" aria-label={texts.box} placeholder={texts.box} maxLength={128} />
      {tenant ? <input type="hidden" name="tenant" value={tenant.alias} /> : null}
      <button type="submit" class="outline secondary">
        {texts.go}
      </button>
    </form>
  );
}
