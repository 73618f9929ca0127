import type { ProblemCode } from '../../../src/http/codes';
import type { Attack, AttackFamily } from '../support/attack';
import type { Loot } from '../support/loot';
import { change } from '../../support/change';

/** The IdP vouches for this name, markup and all, as it would for an account that the attacker may name himself. */
const named = (
  name: string,
  write: (loot: Loot) => string,
  code: ProblemCode,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  forge: (_, loot) => loot.genuine('assertion', (plan) => (plan.nameId = write(loot))),
  code,
});

/** Written otherwise than it was signed, with the same canonical bytes for one reader or another. */
const spliced = (
  name: string,
  write: (victim: string) => readonly [signed: string, written: string],
  code: ProblemCode,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  forge: (_, loot) => {
    const [signed, written] = write(loot.victim);
    return loot
      .genuine('assertion', (plan) => (plan.nameId = signed))
      .replace(signed.replace('&#64;', '@'), written);
  },
  code,
});

const COMMENT = [
  'CVE-2017-11427',
  'CVE-2017-11428',
  'CVE-2017-11429',
  'CVE-2017-11430',
  'CVE-2018-0489',
  'CVE-2018-20857',
  'CVE-2018-3822',
  'CVE-2018-5241',
  'CVE-2018-5387',
  'CVE-2018-7340',
  'CVE-2018-21263',
];

const ACROSS = [
  'CVE-2020-5425',
  'CVE-2024-25618',
  'CVE-2025-22146',
  'CVE-2026-27197',
  'CVE-2026-42354',
  'CVE-2026-56223',
];

/** The IdP says so of an account in the tenant's own domain, or of one that only looks so. */
const OTHER_DOMAIN = 'saml.nameid_domain_mismatch';

export const texts: AttackFamily = {
  name: 'names and texts',
  why: 'A name that is cut at a comment, a blank or a strange letter is another name than the one that was signed. Here the text is read whole, held to an ASCII grammar, and compared byte by byte.',
  attacks: [
    named(
      'the victim’s name, a comment, and a domain behind it',
      ({ victim }) => `${victim}<!---->.evil.example`,
      OTHER_DOMAIN,
      COMMENT,
    ),
    named(
      'the same with text in the comment',
      ({ victim }) => `${victim}<!-- x -->.evil.example`,
      OTHER_DOMAIN,
      COMMENT,
    ),
    named(
      'the same with two comments',
      ({ victim }) => `${victim}<!--a--><!--b-->.evil.example`,
      OTHER_DOMAIN,
      COMMENT,
    ),
    named(
      'a comment in front of the victim’s name, and a letter before it',
      ({ victim }) => `x<!---->${victim}`,
      'user.not_found',
      COMMENT,
    ),
    spliced(
      'a comment put into a name that was signed without one',
      (victim) => [`${victim}.evil.example`, `${victim}<!---->.evil.example`],
      OTHER_DOMAIN,
      COMMENT,
    ),
    spliced(
      'a processing instruction with letters of the name that was signed',
      (victim) => [`not-an-${victim}`, `<?p not-an-?>${victim}`],
      'saml.malformed',
      ['CVE-2025-54369', 'CVE-2025-54419'],
    ),
    spliced(
      'an empty processing instruction put into a name that was signed without one',
      (victim) => [`${victim}.evil.example`, `${victim}<?p?>.evil.example`],
      'saml.malformed',
      ['CVE-2018-0489'],
    ),
    spliced(
      'the end of a name that was signed in a CDATA section',
      (victim) => [`${victim}.evil.example`, `${victim}<![CDATA[.evil.example]]>`],
      'saml.malformed',
      ['CVE-2025-54419'],
    ),
    spliced(
      'the beginning of a name that was signed in a CDATA section',
      (victim) => [`${victim}.evil.example`, `<![CDATA[${victim}]]>.evil.example`],
      'saml.malformed',
    ),
    spliced(
      'an @ that was signed as a reference',
      (victim) => [`x&#64;${victim}`, `x@${victim}`],
      OTHER_DOMAIN,
    ),
    named('an element in the name', ({ victim }) => `${victim}<x/>.evil.example`, 'saml.malformed', [
      'CVE-2020-1677',
    ]),
    named(
      'an element around the end of the name',
      ({ victim }) => `${victim}<x>.evil.example</x>`,
      'saml.malformed',
      ['CVE-2020-1677'],
    ),
    named('a name of two lines', ({ victim }) => `${victim}\n.evil.example`, OTHER_DOMAIN),
    named(
      'a name with a line end in front of its domain',
      ({ victim }) => victim.replace('@', '@\n'),
      OTHER_DOMAIN,
    ),
    named('a name with a blank in it', ({ victim }) => victim.replace('bob', 'b ob'), 'user.not_found'),
    named('two names', ({ victim, scene }) => `${victim} ${scene.alice}`, OTHER_DOMAIN),
    named('two @', ({ victim }) => `${victim}@evil.example`, OTHER_DOMAIN),
    named('two @, the other way round', ({ victim }) => `x@evil.example@${victim}`, OTHER_DOMAIN),
    named('a quoted local part', ({ victim }) => `"${victim}"@evil.example`, OTHER_DOMAIN),
    named('a full-width @', ({ victim }) => victim.replace('@', '\uFF20'), OTHER_DOMAIN),
    named('no domain', () => 'bob', OTHER_DOMAIN),
    named('no user', ({ victim }) => victim.replace('bob', ''), 'user.not_found'),
    named('an @ alone', () => '@', OTHER_DOMAIN),
    named('a domain above the tenant’s', ({ victim }) => victim.replace(/@[^.]+\./, '@'), OTHER_DOMAIN, [
      'CVE-2026-59151',
    ]),
    named('a domain below the tenant’s', ({ victim }) => victim.replace('@', '@evil.'), OTHER_DOMAIN),
    named(
      'the domain of another tenant',
      ({ victim }) => victim.replace(/@[^.]+/, '@another-tenant'),
      OTHER_DOMAIN,
      ACROSS,
    ),
    named('a domain that ends like the tenant’s', ({ victim }) => victim.replace('@', '@x'), OTHER_DOMAIN),
    named('the domain with a dot behind', ({ victim }) => `${victim}.`, OTHER_DOMAIN),
    named('the domain with a port', ({ victim }) => `${victim}:80`, OTHER_DOMAIN),
    named(
      'a domain with a letter that folds to ASCII',
      ({ victim }) => victim.replace('local', 'loca\u217C'),
      OTHER_DOMAIN,
    ),
    named('a domain with a dotless i', ({ victim }) => victim.replace('ram', 'r\u0131m'), OTHER_DOMAIN),
    named('a user with the Kelvin sign', ({ victim }) => victim.replace('bob', 'bo\u212A'), 'user.not_found'),
    named(
      'a user with a Cyrillic letter',
      ({ victim }) => victim.replace('bob', 'b\u043Eb'),
      'user.not_found',
    ),
    named('a user with a long s', ({ victim }) => victim.replace('bob', 'bo\u017F'), 'user.not_found'),
    named(
      'a user with a combining mark',
      ({ victim }) => victim.replace('bob', 'bo\u0301b'),
      'user.not_found',
    ),
    named(
      'a user with a zero-width blank',
      ({ victim }) => victim.replace('bob', 'b\u200Bob'),
      'user.not_found',
    ),
    named('a user with a no-break blank behind', ({ victim }) => `\u00A0${victim}`, 'user.not_found'),
    named('a user with a soft hyphen', ({ victim }) => victim.replace('bob', 'bo\u00ADb'), 'user.not_found'),
    named('a user that turns the direction of writing', ({ victim }) => `\u202E${victim}`, 'user.not_found'),
    named('a user with a percent sign', ({ victim }) => victim.replace('bob', 'bo%62'), 'user.not_found'),
    named('a user with a wildcard', ({ victim }) => victim.replace('bob', 'bo_'), 'user.not_found'),
    named('a user with SQL', ({ victim }) => victim.replace('bob', "bob' OR '1'='1"), 'user.not_found', [
      'CVE-2025-9943',
    ]),
    named('a user of two dots', ({ victim }) => victim.replace('bob', '..'), 'user.not_found'),
    named(
      'a user of ten thousand letters that begin like the victim’s',
      ({ victim }) => victim.replace('bob', `bob${'x'.repeat(10_000)}`),
      'user.not_found',
      ['CVE-2020-26834'],
    ),
    named('an empty name', () => '', 'saml.nameid_missing'),
    named('a blank name', () => ' \n\t ', 'saml.nameid_missing'),
    named('a comment for a name', () => '<!---->', 'saml.nameid_missing'),
    {
      name: 'no NameID, but an attribute that names the victim',
      ids: ['CVE-2025-46573'],
      forge: (_, loot) =>
        loot.genuine('assertion', (plan) => {
          plan.nameId = undefined;
          plan.attributes = { mail: [loot.victim], NameID: [loot.victim], uid: ['bob'] };
        }),
      code: 'saml.nameid_missing',
    },
    {
      name: 'two NameIDs in the signed Subject',
      forge: (_, loot) =>
        loot.genuine(
          'assertion',
          (plan) => (plan.nameId = `${loot.scene.alice}</saml:NameID><saml:NameID>${loot.victim}`),
        ),
      code: 'saml.malformed',
    },
    {
      name: 'a NameID and an EncryptedID',
      forge: (_, loot) =>
        loot.genuine(
          'assertion',
          (plan) => (plan.nameId = `${loot.scene.alice}</saml:NameID><saml:EncryptedID/><saml:NameID>x`),
        ),
      code: 'saml.malformed',
    },
    {
      name: 'a comment in the audience',
      forge: (_, loot) =>
        loot.genuine('assertion', (plan) => {
          if (plan.conditions) plan.conditions = { ...plan.conditions, audienceRestrictions: [] };
          if (plan.conditions)
            plan.conditions.further = `<saml:AudienceRestriction><saml:Audience>${loot.scene.tenant.sp.entityId}<!---->.evil.example</saml:Audience></saml:AudienceRestriction>`;
        }),
      code: 'saml.audience_mismatch',
    },
    {
      name: 'a comment in the Issuer, and another IdP behind it',
      forge: (message, loot) =>
        change(
          message,
          `<saml:Issuer>${loot.scene.idp.entityId}</saml:Issuer><samlp:Status>`,
          `<saml:Issuer>${loot.scene.idp.entityId}<!---->.evil.example</saml:Issuer><samlp:Status>`,
        ),
      code: 'saml.issuer_mismatch',
    },
    {
      name: 'a user that there is not',
      ids: ['CVE-2017-6807'],
      forge: (_, loot) =>
        loot.genuine('assertion', (plan) => (plan.nameId = loot.victim.replace('bob', 'root'))),
      code: 'user.not_found',
    },
    {
      name: 'a user that is disabled',
      ids: ['CVE-2019-13347', 'CVE-2025-53942'],
      forge: (_, loot) =>
        loot.genuine('assertion', (plan) => (plan.nameId = loot.victim.replace('bob', 'mallory'))),
      code: 'user.disabled',
    },
  ],
};
