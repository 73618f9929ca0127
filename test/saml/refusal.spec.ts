import { SamlRefusal } from '../../src/saml/refusal';
import { say } from '../../src/sentences/sentence';

const FACTS = { expected: say`an Assertion`, actual: say`none`, hint: say`Send one.` };

describe('a refusal', () => {
  it('says in one line what it is, what was expected and what came', () => {
    const refusal = new SamlRefusal('saml.malformed', FACTS);
    expect(refusal.message).toBe('saml.malformed: expected an Assertion; got none');
    expect(refusal.name).toBe('SamlRefusal');
  });

  it('takes 500 characters of each fact', () => {
    const long = 'x'.repeat(501);
    const { expected, actual, hint } = new SamlRefusal('saml.malformed', {
      expected: say`${long}`,
      actual: say`${long}`,
      hint: say`${long}`,
    });
    const cut = `${'x'.repeat(500)}…`;
    expect([expected, actual, hint]).toEqual([cut, cut, cut]);
  });
});
