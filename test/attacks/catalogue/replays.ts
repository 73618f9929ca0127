import { minutesAfter } from '../../support/idp/response-plan';
import { planFor } from '../../support/login-scene';
import type { HttpAttack, HttpAttackFamily } from '../support/http-attack';
import { acsOf, type LoginStage, posted, solicited, unsolicited } from '../support/login-stage';
import { conditions } from '../support/issued';
import { assertionOf, withAssertion } from '../support/loot';
import { fieldOf, send, type Sent, withField, withHeaders } from '../support/sent';

type ReplayAttack = HttpAttack<LoginStage>;

const CAPTURED = ['CVE-2022-37011', 'CVE-2022-44457', 'CVE-2025-64131', 'CVE-2024-5249'];
const RACED = ['CVE-2026-45720'];

const RESPONSE = 'SAMLResponse';
const xmlOf = (sent: Sent) => Buffer.from(fieldOf(sent, RESPONSE), 'base64').toString();
const rewritten = (sent: Sent, edit: (xml: string) => string): Sent =>
  withField(sent, RESPONSE, () => Buffer.from(edit(xmlOf(sent))).toString('base64'));

const again = (
  name: string,
  forge: (accepted: Sent, stage: LoginStage) => Sent | Promise<Sent>,
  ids: readonly string[] = CAPTURED,
): ReplayAttack => ({
  name,
  ids,
  forge: (_, stage, accepted) => forge(accepted, stage),
  code: 'saml.replayed',
});

const isLetIn = ({ status }: { readonly status: number }) => status === 303;

/** Posts a response many times at once, at both nodes. Fails unless it was accepted once. */
async function race(stage: LoginStage, fresh: Sent): Promise<Sent> {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => send(n % 2 ? stage.app : stage.node2, fresh)),
  );
  const letIn = answers.filter(isLetIn).length;
  if (letIn !== 1) throw new Error(`one response was accepted ${letIn} times`);
  return fresh;
}

export const replays: HttpAttackFamily<LoginStage> = {
  name: 'replays',
  why: 'A response that was overheard, or left in the history of a browser, is as good as it was when it was new, for as long as nobody remembers it; and who looks first and remembers afterwards lets in all who come at once. Here the statement that opens the session is the one that remembers the assertion, in a table that all nodes share, for longer than it could be believed.',
  from: unsolicited,
  attacks: [
    again('the same once more', (accepted) => accepted, [...CAPTURED, 'CVE-2020-5261']),
    again('the same at another node', (accepted, { node2 }) => ({ ...accepted, node: node2 })),
    again('the same by another client', (accepted) =>
      withHeaders(accepted, { 'user-agent': 'Other', 'accept-language': 'xx' }),
    ),
    again('the same with another RelayState', (accepted) =>
      withField(accepted, 'RelayState', () => '/other'),
    ),
    again('the same with line ends in its Base64', (accepted) =>
      withField(accepted, RESPONSE, (text) => text.replace(/.{64}/g, '$&\r\n')),
    ),
    again('the assertion in a response of another ID', (accepted) =>
      rewritten(accepted, (xml) => xml.replace(/ID="[^"]*"/, 'ID="_another"')),
    ),
    again('the assertion in another response', (accepted, { loot }) =>
      posted(loot.scene, withAssertion(loot.genuine(), assertionOf(xmlOf(accepted)))),
    ),
    again('the assertion with a comment in its name', (accepted) =>
      rewritten(accepted, (xml) => xml.replace(/(<saml:NameID[^>]*>.)/, '$1<!-- x -->')),
    ),
    again('the same for which it is still valid, at the end of its time', (accepted, { app }) => {
      app.clock.set(minutesAfter(app.clock.now(), 5));
      return accepted;
    }),
    {
      ...again('for one use alone', (accepted) => accepted, ['CVE-2026-18967']),
      from: ({ loot }) =>
        posted(
          loot.scene,
          loot.genuine('assertion', (plan) => {
            conditions(plan).further = '<saml:OneTimeUse/>';
          }),
        ),
    },
    {
      ...again('the answer to a request, in another browser', (accepted) => ({ ...accepted, cookies: {} })),
      from: (stage) => solicited(stage),
    },
    {
      ...again('the answer to a request, in a browser that began another', async (accepted, stage) => ({
        ...accepted,
        cookies: (await solicited(stage)).cookies,
      })),
      from: (stage) => solicited(stage),
    },
    {
      name: 'twenty at once, at two nodes',
      ids: RACED,
      forge: (honest, stage) => race(stage, honest),
      code: 'saml.replayed',
    },
    {
      name: 'at a tenant that trusts the same IdP',
      ids: CAPTURED,
      forge: (_, { neighbour }, accepted) => ({ ...accepted, path: acsOf(neighbour) }),
      code: 'saml.destination_mismatch',
    },
    {
      name: 'a second assertion for the same request',
      ids: CAPTURED,
      from: (stage) => solicited(stage),
      forge: (_, { loot }, accepted) => {
        const [, requestId = ''] = /InResponseTo="([^"]*)"/.exec(xmlOf(accepted)) ?? [];
        return posted(loot.scene, loot.scene.idp.xml(planFor(loot.scene, requestId)), accepted.cookies);
      },
      code: 'saml.in_response_to_mismatch',
    },
    {
      name: 'the answer to a request, without saying so',
      ids: CAPTURED,
      from: (stage) => solicited(stage),
      forge: (_, _stage, accepted) =>
        rewritten(accepted, (xml) => xml.replaceAll(/ InResponseTo="[^"]*"/g, '')),
      code: 'saml.signature_invalid',
    },
    {
      name: 'once it has expired',
      ids: CAPTURED,
      forge: (_, { app }, accepted) => {
        app.clock.set(minutesAfter(app.clock.now(), 7));
        return accepted;
      },
      code: 'saml.expired',
    },
  ],
};
