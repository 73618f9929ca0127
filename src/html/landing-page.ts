import { instant } from './instant';
import { html } from './markup';
import { page, type Page } from './page';

export interface Landing {
  readonly displayName: string | null;
  readonly userPrincipalName: string;
  /** The tenant's alias. */
  readonly tenant: string;
  readonly expiresAt: Date;
  readonly authnInstant: Date;
  readonly signOutAction: string;
}

export function landingPage(landing: Landing): Page {
  return page({
    title: 'Signed in',
    formAction: 'anywhere',
    content: html`<h1>Hello, ${landing.displayName ?? landing.userPrincipalName}</h1>
      <p class="lead">You are signed in to the cloud account <strong>${landing.tenant}</strong>.</p>
      <dl>
        <div>
          <dt>Logon name</dt>
          <dd>${landing.userPrincipalName}</dd>
        </div>
        <div>
          <dt>Account</dt>
          <dd>${landing.tenant}</dd>
        </div>
        <div>
          <dt>Authenticated</dt>
          <dd>${instant(landing.authnInstant)}</dd>
        </div>
        <div>
          <dt>Session ends</dt>
          <dd>${instant(landing.expiresAt)}</dd>
        </div>
      </dl>
      <form method="post" action="${landing.signOutAction}">
        <button class="quiet" type="submit">Sign out</button>
      </form>`,
  });
}
