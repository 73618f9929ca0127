import { meaningOf } from '../../src/console/refusal/meaning-of';
import type { Screen } from '../../src/console/screen/screen';
import { textsIn } from '../../src/console/texts/language';
import { codes } from '../../src/http/codes';
import { HAN } from './support/chinese';

const inLanguage = (language: 'en' | 'zh') => ({ language, texts: textsIn(language) }) as unknown as Screen;

describe('the meaning of a code', () => {
  it.each(Object.keys(codes))('%s is said in either language', (code) => {
    expect(meaningOf(inLanguage('zh'), code)).toMatch(HAN);
    expect(meaningOf(inLanguage('en'), code)).not.toMatch(HAN);
    expect(meaningOf(inLanguage('en'), code)).not.toBe(code);
  });

  it.each(['saml.of_another_version', 'constructor'])('%s, which there is not, is said as it is', (code) => {
    expect(meaningOf(inLanguage('zh'), code)).toBe(code);
  });
});
