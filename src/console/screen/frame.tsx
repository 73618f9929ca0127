import type { ComponentChildren } from 'preact';
import { ASSETS } from '../assets/console-assets';
import { currentItem, type NavigationItem, platformItems, tenantItems } from './navigation';
import { SearchBox } from '../search/search-box';
import type { DoneWord, Texts } from '../texts/texts';
import type { Screen } from './screen';

interface FrameProps {
  readonly screen: Screen;
  readonly title: string;
  readonly reloadSeconds?: number | undefined;
  readonly children: ComponentChildren;
}

/** htmx puts no style of its own into the page, and runs no script out of attributes. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, history: 'reload', mode: 'same-origin' });

/** The whole document around a page's content. */
export function Frame({ screen, title, reloadSeconds, children }: FrameProps) {
  const { texts, language, viewer } = screen;
  const done = doneIn(screen);
  return (
    <html lang={language === 'zh' ? 'zh-Hans' : 'en'}>
      <Head screen={screen} title={title} reloadSeconds={reloadSeconds} />
      <body>
        <a class="skip" href="#content">
          {texts.frame.skip}
        </a>
        <Top screen={screen} />
        <div class={viewer ? 'columns' : 'single'}>
          {viewer ? <Sides screen={screen} /> : null}
          <main id="content" tabIndex={-1}>
            {done === undefined ? null : (
              <p class="notice good" role="status">
                {done}
              </p>
            )}
            {children}
          </main>
        </div>
      </body>
    </html>
  );
}

/** The sentence for the word in the address, which may be anybody's. */
function doneIn({ done, texts: { frame } }: Screen): string | undefined {
  return isWord(frame.done, done) ? frame.done[done] : undefined;
}

function isWord(words: Texts['frame']['done'], done: string | undefined): done is DoneWord {
  return done !== undefined && Object.hasOwn(words, done);
}

function Head({ screen: { texts }, title, reloadSeconds }: Omit<FrameProps, 'children'>) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="htmx-config" content={HTMX_CONFIG} />
      {reloadSeconds === undefined ? null : (
        <noscript>
          <meta http-equiv="refresh" content={String(reloadSeconds)} />
        </noscript>
      )}
      <title>{`${title} · ${texts.frame.product}`}</title>
      <link rel="stylesheet" href={ASSETS.style} />
      <link rel="icon" href="/favicon.svg" />
      <script src={ASSETS.htmx} defer></script>
      <script src={ASSETS.script} defer></script>
    </head>
  );
}

function Top({ screen }: { readonly screen: Screen }) {
  const { texts, viewer, language, address } = screen;
  const other = language === 'en' ? 'zh' : 'en';
  const back = encodeURIComponent(address);
  return (
    <header class="top">
      <a class="brand" href="/admin">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        <span>{texts.frame.product}</span>
      </a>
      <SearchBox screen={screen} />
      <div class="tools">
        <a
          href={`/admin/language?to=${other}&next=${back}`}
          lang={other === 'zh' ? 'zh-Hans' : 'en'}
          hreflang={other}
        >
          {texts.frame.language}
        </a>
        {viewer ? (
          <form method="post" action="/admin/sign-out">
            <input type="hidden" name="_token" value={viewer.formToken} />
            <button type="submit" class="outline secondary">
              {texts.frame.signOut}
            </button>
          </form>
        ) : null}
      </div>
    </header>
  );
}

function Sides({ screen }: { readonly screen: Screen }) {
  const { texts, path } = screen;
  const tenant = screen.tenant ?? screen.viewer?.tenant;
  const [platform, ofTenant] = [platformItems(screen), tenantItems(screen)];
  const current = currentItem([...platform, ...ofTenant], path);
  return (
    <details class="sides" open>
      <summary>{texts.frame.menu}</summary>
      <Items label={texts.frame.navigation} items={platform} current={current} />
      {tenant && ofTenant.length > 0 ? (
        <Items
          label={texts.frame.tenantNavigation(tenant.alias)}
          items={ofTenant}
          current={current}
          isTitled
        />
      ) : null}
    </details>
  );
}

interface ItemsProps {
  readonly label: string;
  readonly items: readonly NavigationItem[];
  readonly current: NavigationItem | undefined;
  readonly isTitled?: boolean;
}

function Items({ label, items, current, isTitled = false }: ItemsProps) {
  return (
    <nav aria-label={label}>
      {isTitled ? <p class="group">{label}</p> : null}
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item === current ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
