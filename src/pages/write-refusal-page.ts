import { refusalPage, type PageLink } from '../html/refusal-page';
import type { Page } from '../html/page';
import type { RefusedRequest } from '../http/refusal-page';
import { type RefusalLink, refusalSentences, refusedLogout, usedTestLink } from './refusal-sentences';

/** A refused sign-in happened at a tenant whose address says which. */
const TENANT_PATH = /^\/saml\/([a-z0-9-]{3,50})\/(?:acs|login)$/;

/** Only the code, our own sentences and the request id: the problem's detail is for clients and logs. */
export function writeRefusalPage(settings: {
  readonly consoleUrl: string;
}): (refused: RefusedRequest) => Page {
  return ({ code, title, requestId, path }) => {
    const isLogout = path.endsWith('/slo') && code.startsWith('saml.');
    const isTestLink = path.endsWith('/test-login') && code === 'not_found';
    const particular = isLogout ? refusedLogout : isTestLink ? usedTestLink : undefined;
    const { sentence, nextSteps, links } = particular ?? refusalSentences[code];
    const places = { consoleUrl: settings.consoleUrl, alias: TENANT_PATH.exec(path)?.[1] };
    return refusalPage({
      code,
      title,
      sentence,
      requestId,
      nextSteps,
      links: links.map((link) => writeLink(link, places)),
    });
  };
}

function writeLink(
  link: RefusalLink,
  { consoleUrl, alias }: { consoleUrl: string; alias: string | undefined },
): PageLink {
  switch (link) {
    case 'console':
      return { href: consoleUrl, label: 'Go to the console' };
    case 'start-again':
      return { href: alias === undefined ? '/' : `/saml/${alias}/login`, label: 'Start again' };
    case 'sign-in':
      return { href: '/', label: 'Go to the sign-in page' };
  }
}
