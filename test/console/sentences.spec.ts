import { sentences } from '../../src/console/texts/zh/sentences/sentences';
import { inWords, isTranslated, listed, say } from '../../src/sentences/sentence';
import { HAN } from './support/chinese';
import { saidInSources } from './support/sentences';

const places = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();
const letters = (text: string) => text.replace(/[^\p{L}\d]/gu, '');

describe('the Chinese catalogue of sentences', () => {
  it('has every sentence that is said, and none that is not', () => {
    const said = saidInSources();
    expect(said.length).toBeGreaterThan(300);
    expect([...sentences.keys()].sort()).toEqual(said.sort());
  });

  it('puts every value into each', () => {
    for (const [english, chinese] of sentences)
      expect([english, places(chinese)]).toEqual([english, places(english)]);
  });

  it('is in Chinese, but for what is a name', () => {
    const others = [...sentences].filter(([, chinese]) => !HAN.test(chinese));
    for (const [english, chinese] of others)
      expect([english, letters(chinese)]).toEqual([english, letters(english)]);
  });
});

describe('a sentence', () => {
  const translate = (text: string) => new Map([['{0} of {1}', '{1}的{0}']]).get(text);

  it('is said in its own order of values, and those that are sentences too', () => {
    const sentence = say`${'a'} of ${say`${listed(['b', 2])}`}`;
    expect([inWords(sentence), inWords(sentence, translate)]).toEqual(['a of b, 2', 'b, 2的a']);
    expect(isTranslated(sentence, translate)).toBe(true);
  });

  it('takes nothing in a value for the place of another', () => {
    expect(inWords(say`${'{1}'} of ${'$1'}`)).toBe('{1} of $1');
  });

  it('is in English where any part of it is not translated', () => {
    expect(isTranslated(say`${'a'} of ${say`none`}`, translate)).toBe(false);
  });
});
