import { inWords, isTranslated, type Sentence } from '../../sentences/sentence';
import { tell } from '../../saml/refusal';
import { translatorTo } from '../texts/language';
import type { Screen } from './screen';

interface SaidProps {
  readonly screen: Screen;
  readonly sentence: Sentence;
}

/** A sentence of the rooms below in the viewer's language; where the catalogue lacks it, in English, and marked as such. */
export function Said({ screen, sentence }: SaidProps) {
  const translate = translatorTo(screen.language);
  if (screen.language !== 'en' && !isTranslated(sentence, translate))
    return <span lang="en">{tell(sentence)}</span>;
  return <>{tell(sentence, translate)}</>;
}

/** The same as text, where no element can stand. */
export function saidIn({ language }: Screen, sentence: Sentence): string {
  return inWords(sentence, translatorTo(language));
}
