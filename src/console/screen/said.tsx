import { createContext } from 'preact';
import { inWords, isTranslated, type Sentence } from '../../sentences/sentence';
import { tell } from '../../saml/refusal';
import { type Language, recognise, translatorTo } from '../texts/language';
import type { Screen } from './screen';

/** The viewer's, for what knows no screen: the fields of forms. */
export const Spoken = createContext<Language>('en');

interface SaidProps {
  readonly screen: Pick<Screen, 'language'>;
  readonly sentence: Sentence;
}

/** A sentence of the rooms below in the viewer's language; where the catalogue lacks it, in English, and marked as such. */
export function Said({ screen, sentence }: SaidProps) {
  if (!isSaidIn(screen, sentence)) return <span lang="en">{tell(sentence)}</span>;
  return <>{tell(sentence, translatorTo(screen.language))}</>;
}

export function isSaidIn({ language }: Pick<Screen, 'language'>, sentence: Sentence): boolean {
  return language === 'en' || isTranslated(sentence, translatorTo(language));
}

/** The same as text, where no element can stand. */
export function saidIn({ language }: Screen, sentence: Sentence): string {
  return inWords(sentence, translatorTo(language));
}

interface ToldProps {
  readonly screen: Pick<Screen, 'language'>;
  /** In English: what is kept as text, or answered by the API. */
  readonly text: string;
}

/** A sentence that is there as text alone, in the viewer's language where the catalogue knows it; else in English, and marked as such. */
export function Told({ screen, text }: ToldProps) {
  const sentence = screen.language === 'en' ? undefined : recognise(text);
  return sentence ? <Said screen={screen} sentence={sentence} /> : <span lang="en">{text}</span>;
}
