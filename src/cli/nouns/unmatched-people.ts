import type { UnmatchedPerson } from '../../sdk/sdk';
import { LIMIT } from '../input/common-options';
import { pageSize, takeFirst } from '../input/take-first';
import type { View } from '../output/view';
import { argument, type Noun, verb } from '../verb';

export const UNMATCHED_PERSON: View<UnmatchedPerson> = {
  plural: 'unmatched people',
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'NameID', of: ({ nameId }) => nameId },
    { title: 'would be', of: ({ userName }) => userName },
    { title: 'did they mean', of: ({ nearest }) => nearest.map(({ userName }) => userName) },
    { title: 'times', of: ({ count }) => count },
    { title: 'last', of: ({ lastSeenAt }) => lastSeenAt },
  ],
  fields: ['id', 'nameId', 'userName', 'nearest', 'count', 'firstSeenAt', 'lastSeenAt'],
};

const list = verb({
  name: 'list',
  summary: 'list whom the IdP vouched for and no user matched, with the nearest user names',
  isDefault: true,
  takes: { limit: LIMIT },
  examples: [
    [
      'ram-sso unmatched-people list --tenant acme',
      'then "ram-sso users create", or "users update --rename"',
    ],
  ],
  run: async (context, { limit }) => {
    const found = context.api.unmatchedPeople(context.tenant()).list({ limit: pageSize(limit) });
    await context.print.list(takeFirst(found, limit), UNMATCHED_PERSON);
  },
});

const dismiss = verb({
  name: 'dismiss',
  summary: 'dismiss somebody, who is listed again once they try again',
  takes: { id: argument('which, by its id') },
  examples: [
    [
      'ram-sso unmatched-people dismiss 01890a5d-ac96-774b-bcce-b302099a8057 --tenant acme',
      'who shall be no user',
    ],
  ],
  run: async (context, { id }) => {
    await context.api.unmatchedPeople(context.tenant()).dismiss(id);
    context.print.note(`${id} is dismissed.`);
  },
});

export const unmatchedPeople: Noun = {
  name: 'unmatched-people',
  summary: 'whom the IdP vouched for, and who are no users here',
  group: 'Accounts:',
  verbs: [list, dismiss],
};
