import type { ProblemCode } from '../../../src/http/codes';
import type { ResponsePlan } from '../../support/idp/response-plan';
import type { Attack, AttackFamily } from '../support/attack';
import type { Loot } from '../support/loot';
import { change } from '../../support/change';

const MISSING = 'saml.nameid_missing';
const OTHER_DOMAIN = 'saml.nameid_domain_mismatch';

/** alice, by the attribute; her NameID names nobody here. */
const good = (loot: Loot, edit?: (plan: ResponsePlan) => void): string =>
  loot.genuine('assertion', (plan) => {
    plan.nameId = 'employee-4711';
    plan.attributes = { uid: ['alice'], mail: [loot.scene.alice] };
    edit?.(plan);
  });

const from = (loot: Loot): string => good(loot);

/** The IdP says so. */
const said = (
  name: string,
  edit: (plan: ResponsePlan, loot: Loot) => void,
  code: ProblemCode,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  from,
  forge: (_, loot) =>
    good(loot, (plan) => {
      edit(plan, loot);
    }),
  code,
});

const statement = (content: string) => `<saml:AttributeStatement>${content}</saml:AttributeStatement>`;
const value = (markup: string, attributes = '') =>
  `<saml:AttributeValue${attributes}>${markup}</saml:AttributeValue>`;
const mail = (values: string, attributes = '') =>
  `<saml:Attribute Name="mail"${attributes}>${values}</saml:Attribute>`;

/** The attribute is written by hand, markup and all. */
const written = (
  name: string,
  write: (loot: Loot) => string,
  code: ProblemCode,
  ids?: readonly string[],
): Attack =>
  said(
    name,
    (plan, loot) => {
      plan.attributes = {};
      plan.furtherStatements = write(loot);
    },
    code,
    ids,
  );

const named = (name: string, write: (victim: string) => string, code: ProblemCode): Attack =>
  written(name, ({ victim }) => statement(mail(value(write(victim)))), code);

export const attributeNames: AttackFamily = {
  name: 'a user name from an attribute',
  why: 'Where the user is named by an attribute, whoever adds one, doubles it or dresses up its value chooses the user. Here exactly one attribute of the exact Name with exactly one plain value counts, from signed bytes alone.',
  scene: () => Promise.resolve({ tenant: { saml: { userNameAttribute: 'mail' } } }),
  attacks: [
    said(
      'no such attribute, and the victim as NameID',
      (plan, { victim }) => {
        plan.nameId = victim;
        plan.attributes = { uid: ['bob'] };
      },
      MISSING,
    ),
    said(
      'the attribute in other case',
      (plan, { victim }) => (plan.attributes = { Mail: [victim] }),
      MISSING,
    ),
    said(
      'two values, the victim first',
      (plan, { victim, scene }) => (plan.attributes.mail = [victim, scene.alice]),
      MISSING,
    ),
    said(
      'two values, the victim last',
      (plan, { victim, scene }) => (plan.attributes.mail = [scene.alice, victim]),
      MISSING,
    ),
    said(
      'a second statement with the victim',
      (plan, { victim }) => (plan.furtherStatements = statement(mail(value(victim)))),
      MISSING,
    ),
    written(
      'the attribute twice in one statement',
      ({ victim, scene }) => statement(mail(value(victim)) + mail(value(scene.alice))),
      MISSING,
    ),
    written(
      'the attribute twice, under two NameFormats',
      ({ victim, scene }) =>
        statement(
          mail(value(victim), ' NameFormat="urn:a"') + mail(value(scene.alice), ' NameFormat="urn:b"'),
        ),
      MISSING,
    ),
    written(
      'the Name as FriendlyName alone',
      ({ victim }) =>
        statement(`<saml:Attribute Name="x" FriendlyName="mail">${value(victim)}</saml:Attribute>`),
      MISSING,
    ),
    written(
      'an attribute of another namespace',
      ({ victim }) => statement(`<x:Attribute xmlns:x="urn:x" Name="mail">${value(victim)}</x:Attribute>`),
      MISSING,
    ),
    written('an attribute outside of any statement', ({ victim }) => mail(value(victim)), MISSING),
    written(
      'the attribute inside an EncryptedAttribute',
      ({ victim }) => statement(`<saml:EncryptedAttribute>${mail(value(victim))}</saml:EncryptedAttribute>`),
      MISSING,
    ),
    written(
      'a value beside one that is XML',
      ({ victim }) => statement(mail(value(victim) + value('<x/>'))),
      MISSING,
    ),
    written('the victim in an element', ({ victim }) => statement(mail(value(`<x>${victim}</x>`))), MISSING),
    written('the victim before an element', ({ victim }) => statement(mail(value(`${victim}<x/>`))), MISSING),
    written(
      'a nil value',
      ({ victim }) =>
        statement(
          mail(value(victim, ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"')),
        ),
      MISSING,
    ),
    written('no value', () => statement(mail('')), MISSING),
    named('an empty value', () => '', MISSING),
    named('a blank value', () => ' \n\t', MISSING),
    named('a comment for a value', () => '<!---->', MISSING),
    written(
      'an attribute without a Name',
      ({ victim }) => statement(`<saml:Attribute>${value(victim)}</saml:Attribute>`),
      'saml.malformed',
    ),
    named('a comment, and a domain behind it', (victim) => `${victim}<!---->.evil.example`, OTHER_DOMAIN),
    named(
      'a comment in front of the victim’s name, and a letter before it',
      (victim) => `x<!---->${victim}`,
      'user.not_found',
    ),
    named('two names', (victim) => `${victim} ${victim}`, OTHER_DOMAIN),
    named('two @', (victim) => `${victim}@evil.example`, OTHER_DOMAIN),
    named('no domain', () => 'bob', OTHER_DOMAIN),
    named('a domain below the tenant’s', (victim) => victim.replace('@', '@evil.'), OTHER_DOMAIN),
    named('a full-width @', (victim) => victim.replace('@', '\uFF20'), OTHER_DOMAIN),
    named('a Cyrillic letter', (victim) => victim.replace('bob', 'b\u043Eb'), 'user.not_found'),
    named('the Kelvin sign', (victim) => victim.replace('bob', 'bo\u212A'), 'user.not_found'),
    named('a no-break blank in front', (victim) => `\u00A0${victim}`, 'user.not_found'),
    named('NUL behind the name', (victim) => victim.replace('@', '&#0;@'), 'saml.malformed'),
    named('ten thousand letters', (victim) => victim.replace('bob', 'b'.repeat(10_000)), 'user.not_found'),
    named('a user that is disabled', (victim) => victim.replace('bob', 'mallory'), 'user.disabled'),
    said('a NameID of ten thousand letters', (plan) => (plan.nameId = 'x'.repeat(10_000)), 'saml.malformed'),
    said('no NameID', (plan) => (plan.nameId = undefined), MISSING),
    {
      name: 'the value changed after it was signed',
      from,
      forge: (message, { scene, victim }) =>
        change(message, `>${scene.alice}</saml:AttributeValue>`, `>${victim}</saml:AttributeValue>`),
      code: 'saml.signature_invalid',
    },
    {
      name: 'an unsigned assertion with the attribute beside the signed one',
      ids: ['CVE-2025-46573'],
      from,
      forge: (message, loot) => change(message, '</samlp:Response>', `${loot.evil()}</samlp:Response>`),
      code: 'saml.malformed',
    },
    {
      name: 'an unsigned statement beside the signed assertion',
      ids: ['CVE-2025-46573'],
      from,
      forge: (_, loot) =>
        change(
          good(loot, (plan) => (plan.attributes = { uid: ['alice'] })),
          '</samlp:Response>',
          `${statement(mail(value(loot.victim)))}</samlp:Response>`,
        ),
      code: MISSING,
    },
  ],
};
