import fc from 'fast-check';
import { findAssertedUser, type NamedSubject, type UserNameRule } from '../../src/saml-login/asserted-user';
import { say } from '../../src/sentences/sentence';
import { refusalOf } from '../support/refusal-of';

const DOMAINS = ['acme.ram.localhost', 'acme.example'];
const ALICE = 'alice@acme.example';
const byNameId: UserNameRule = { userNameAttribute: null, userNameForm: 'principalName', domains: DOMAINS };
const byMail: UserNameRule = { ...byNameId, userNameAttribute: 'mail' };
const byUid: UserNameRule = { ...byNameId, userNameAttribute: 'uid', userNameForm: 'whole' };

const attribute = (name: string, ...values: string[]) => ({ name, values, otherValues: 0 });
const saying = (...attributes: NamedSubject['attributes']): NamedSubject => ({
  nameId: 'employee-4711',
  attributes,
  encryptedAttributes: 0,
});
const named = (nameId: string): NamedSubject => ({ ...saying(attribute('mail', ALICE)), nameId });

/** The user's name, or the code that says why there is none. */
function verdictOf(rule: UserNameRule, subject: NamedSubject): string {
  const { userName, fault } = findAssertedUser(rule, subject);
  return fault?.code ?? userName ?? 'nobody';
}

describe('whom an assertion names', () => {
  it.each<[string, UserNameRule, NamedSubject, string]>([
    ['the NameID', byNameId, named(ALICE), 'alice'],
    ['the NameID, whatever attributes say', byNameId, named('bob@acme.example'), 'bob'],
    ['any of the domains', byNameId, named('alice@acme.ram.localhost'), 'alice'],
    ['a domain without regard to case', byNameId, named('alice@ACME.Example'), 'alice'],
    ['a user name as it is written', byNameId, named('Alice@acme.example'), 'Alice'],
    ['a strange domain', byNameId, named('alice@evil.example'), 'saml.nameid_domain_mismatch'],
    ['no domain', byNameId, named('alice'), 'saml.nameid_domain_mismatch'],
    ['an impossible user name', byNameId, named('a b@acme.example'), 'nobody'],

    ['the attribute', byMail, saying(attribute('mail', ALICE)), 'alice'],
    [
      'the attribute among others',
      byMail,
      saying(attribute('uid', 'bob'), attribute('mail', ALICE)),
      'alice',
    ],
    ['the attribute with blanks around it', byMail, saying(attribute('mail', `\n ${ALICE}\t`)), 'alice'],
    ['no such attribute', byMail, saying(attribute('uid', 'alice')), 'saml.nameid_missing'],
    ['no attributes at all', byMail, saying(), 'saml.nameid_missing'],
    ['the Name in other case', byMail, saying(attribute('Mail', ALICE)), 'saml.nameid_missing'],
    ['the Name with a blank', byMail, saying(attribute('mail ', ALICE)), 'saml.nameid_missing'],
    ['the attribute without a value', byMail, saying(attribute('mail')), 'saml.nameid_missing'],
    ['an empty value', byMail, saying(attribute('mail', '')), 'saml.nameid_missing'],
    ['a blank value', byMail, saying(attribute('mail', ' \r\n')), 'saml.nameid_missing'],
    ['two values', byMail, saying(attribute('mail', ALICE, 'bob@acme.example')), 'saml.nameid_missing'],
    ['the same value twice', byMail, saying(attribute('mail', ALICE, ALICE)), 'saml.nameid_missing'],
    ['a value and an empty one', byMail, saying(attribute('mail', ALICE, '')), 'saml.nameid_missing'],
    [
      'a value and XML',
      byMail,
      saying({ ...attribute('mail', ALICE), otherValues: 1 }),
      'saml.nameid_missing',
    ],
    ['XML alone', byMail, saying({ ...attribute('mail'), otherValues: 1 }), 'saml.nameid_missing'],
    [
      'two of the Name',
      byMail,
      saying(attribute('mail', ALICE), attribute('mail', ALICE)),
      'saml.nameid_missing',
    ],
    [
      'two of the Name, one empty',
      byMail,
      saying(attribute('mail', ALICE), attribute('mail')),
      'saml.nameid_missing',
    ],
    [
      'another domain',
      byMail,
      saying(attribute('mail', 'alice@evil.example')),
      'saml.nameid_domain_mismatch',
    ],
    [
      'a bare name where a domain is asked for',
      byMail,
      saying(attribute('mail', 'alice')),
      'saml.nameid_domain_mismatch',
    ],
    ['an impossible name in a domain', byMail, saying(attribute('mail', '@acme.example')), 'nobody'],
    ['a no-break space', byMail, saying(attribute('mail', `\u00A0${ALICE}`)), 'nobody'],

    ['the whole value', byUid, saying(attribute('uid', 'alice')), 'alice'],
    ['the whole value with blanks around it', byUid, saying(attribute('uid', ' alice ')), 'alice'],
    ['a principal name as a whole', byUid, saying(attribute('uid', ALICE)), 'nobody'],
    ['the Kelvin sign', byUid, saying(attribute('uid', 'ali\u212Ae')), 'nobody'],
    ['a Cyrillic letter', byUid, saying(attribute('uid', '\u0430lice')), 'nobody'],
    ['two dots', byUid, saying(attribute('uid', '..')), 'nobody'],
    ['NUL', byUid, saying(attribute('uid', 'alice\0')), 'nobody'],
    ['a line end inside', byUid, saying(attribute('uid', 'ali\nce')), 'nobody'],
    ['65 letters', byUid, saying(attribute('uid', 'a'.repeat(65))), 'nobody'],
    ['a million letters', byUid, saying(attribute('uid', 'a'.repeat(1_000_000))), 'nobody'],
  ])('%s', (_, rule, subject, expected) => {
    expect(verdictOf(rule, subject)).toBe(expected);
  });

  it('says where the name stood', () => {
    expect(findAssertedUser(byNameId, named(ALICE))).toMatchObject({ source: say`NameID`, value: ALICE });
    const asserted = findAssertedUser(byUid, saying(attribute('uid', ' alice ')));
    expect(asserted).toMatchObject({ source: say`attribute ${'uid'}`, value: 'alice' });
  });

  it('names the attribute that is missing, and those that are there', () => {
    const { fault } = findAssertedUser(byMail, {
      ...saying(attribute('uid', 'alice'), attribute('groups', 'a', 'b')),
      encryptedAttributes: 2,
    });
    expect(fault?.expected).toContain('attribute mail');
    expect(fault?.actual).toContain('uid, groups');
    expect(fault?.actual).toContain('2 encrypted');
    expect(fault?.actual).not.toContain('alice');
  });

  it('tells of many attributes the first, and how many more there are', () => {
    const many = Array.from({ length: 5000 }, (_, i) => attribute(`a${i}`, 'x'));
    const { fault } = findAssertedUser(byMail, saying(...many));
    expect(fault?.actual).toContain('a19 and 4980 more');
  });

  it('refuses a NameID beside it that could not be kept for single logout', () => {
    const subject = saying(attribute('uid', 'alice'));
    expect(verdictOf(byUid, { ...subject, nameId: 'x'.repeat(512) })).toBe('alice');
    const refusal = refusalOf(() => findAssertedUser(byUid, { ...subject, nameId: 'x'.repeat(513) }));
    expect(refusal.code).toBe('saml.malformed');
  });
});

describe('of any assertion', () => {
  const text = fc.oneof(
    fc.constantFrom(
      'alice',
      'Alice',
      ALICE,
      'alice@ACME.example',
      'bob@acme.ram.localhost',
      '',
      ' ',
      '@',
      '..',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.stringMatching(/^[a-zA-Z0-9._-]{1,8}@acme\.example$/),
  );
  const attributes = fc.array(
    fc.record({
      name: fc.constantFrom('mail', 'uid', 'Mail'),
      values: fc.array(text, { maxLength: 2 }),
      otherValues: fc.nat(1),
    }),
    { maxLength: 3 },
  );
  const subjects = fc.record({ nameId: text, attributes, encryptedAttributes: fc.nat(2) });
  const rules = fc.constantFrom(byNameId, byMail, byUid);

  it('a user comes from the one place that the tenant names, and by its form alone', () => {
    fc.assert(
      fc.property(rules, subjects, (rule, subject) => {
        const { userName, fault } = findAssertedUser(rule, subject);
        if (userName === undefined) return;
        const { userNameAttribute, userNameForm } = rule;
        const own = subject.attributes.filter(({ name }) => name === userNameAttribute);
        const places = userNameAttribute === null ? [subject.nameId] : own.flatMap(({ values }) => values);
        expect(fault).toBeUndefined();
        expect(places).toHaveLength(1);
        expect(own.reduce((sum, { otherValues }) => sum + otherValues, 0)).toBe(0);
        expect(userName).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
        const written = places.map((place) => place.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
        const folded = written.map((name) => name.replace(/(?<=@).*/, (domain) => domain.toLowerCase()));
        const forms =
          userNameForm === 'whole' ? [userName] : DOMAINS.map((domain) => `${userName}@${domain}`);
        expect(forms).toEqual(expect.arrayContaining(folded));
      }),
    );
  });

  it('nothing but what the tenant names counts', () => {
    fc.assert(
      fc.property(rules, subjects, subjects, (rule, subject, other) => {
        const { userNameAttribute } = rule;
        const isNamed = ({ name }: { readonly name: string }) => name === userNameAttribute;
        const mixed: NamedSubject =
          userNameAttribute === null
            ? { ...other, nameId: subject.nameId }
            : {
                ...other,
                attributes: [
                  ...other.attributes.filter((one) => !isNamed(one)),
                  ...subject.attributes.filter(isNamed),
                ],
              };
        expect(verdictOf(rule, mixed)).toBe(verdictOf(rule, subject));
      }),
    );
  });
});
