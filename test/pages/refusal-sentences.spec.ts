import { codes } from '../../src/http/codes';
import { refusalSentences } from '../../src/pages/refusal-sentences';

describe('the sentences of a refusal', () => {
  it('are there for every code, and for nothing else', () => {
    expect(Object.keys(refusalSentences).sort()).toEqual(Object.keys(codes).sort());
  });

  it.each(Object.entries(refusalSentences))(
    '%s says what happened and what to do, in whole sentences',
    (_, written) => {
      expect(written.nextSteps.length).toBeGreaterThan(0);
      for (const text of [written.sentence, ...written.nextSteps]) expect(text).toMatch(/^\p{Lu}.+\.$/u);
    },
  );

  it('offer the console after a replay', () => {
    expect(refusalSentences['saml.replayed'].links).toContain('console');
  });
});
