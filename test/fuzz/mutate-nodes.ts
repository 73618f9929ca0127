import fc from 'fast-check';
import { findMarkup, pick, type Range, replaced, textAt } from './markup';

/** A change, by numbers that are bent to the document at hand. */
interface Choice {
  readonly what: number;
  readonly which: number;
  readonly where: number;
  readonly word: number;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  what: fc.nat(),
  which: fc.nat(),
  where: fc.nat(),
  word: fc.nat(),
});

/** Applies one to four changes of nodes, with nodes of the donors among what is put in. */
export function nodeMutant(originals: readonly string[], donors: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(choice, { minLength: 1, maxLength: 4 }))
    .map(([original, choices]) => choices.reduce((xml, one) => mutate(xml, one, donors), original));
}

type Change = (xml: string, choice: Choice, donors: readonly string[]) => string;

function mutate(xml: string, one: Choice, donors: readonly string[]): string {
  return pick(CHANGES, one.what)?.(xml, one, donors) ?? xml;
}

const WORDS = [
  '<!---->',
  '<!-- bob -->',
  '<?p x?>',
  '<![CDATA[bob]]>',
  '<x/>',
  '&#x62;ob@',
  '&amp;',
  '&lt;',
  ' ',
  '\n',
  '\t',
  '\r\n',
  '\u200B',
  'bob',
  '\u{1F600}',
];
const ATTRIBUTES = [
  ' ID="_x"',
  ' Id="_x"',
  ' xml:id="_x"',
  ' xmlns="urn:oasis:names:tc:SAML:2.0:assertion"',
  ' xmlns="http://www.w3.org/2000/09/xmldsig#"',
  ' xmlns=""',
  ' xmlns:saml="urn:x"',
  ' xmlns:samlp="urn:oasis:names:tc:SAML:2.0:assertion"',
  ' xmlns:xml="http://www.w3.org/XML/1998/namespace"',
  ' xml:space="preserve"',
  ' InResponseTo="_x"',
  ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"',
  ' NameQualifier="bob"',
  ' URI=""',
];
const WRAPPERS = [
  ['<samlp:Extensions>', '</samlp:Extensions>'],
  ['<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#">', '</ds:Object>'],
  ['<saml:Advice>', '</saml:Advice>'],
  ['<saml:Assertion ID="_x" Version="2.0">', '</saml:Assertion>'],
  ['<x>', '</x>'],
  ['<!--', '-->'],
] as const;

const anElement = (xml: string, number: number) => pick(findMarkup(xml).elements, number);

function putAt(xml: string, number: number, content: string): string {
  const { startTags, elements } = findMarkup(xml);
  const places = [...startTags.map(({ end }) => end), ...elements.map(({ end }) => end)];
  const place = pick(places, number) ?? 0;
  return replaced(xml, { start: place, end: place }, content);
}

function swapped(xml: string, one: Range, other: Range): string {
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  if (first.end > second.start) return xml;
  return replaced(replaced(xml, second, textAt(xml, first)), first, textAt(xml, second));
}

const removed: Change = (xml, { which }) => {
  const element = anElement(xml, which);
  return element ? replaced(xml, element, '') : xml;
};

const doubled: Change = (xml, { which, where }) => {
  const element = anElement(xml, which);
  return element ? putAt(xml, where, textAt(xml, element)) : xml;
};

const moved: Change = (xml, { which, where }) => {
  const element = anElement(xml, which);
  return element ? putAt(replaced(xml, element, ''), where, textAt(xml, element)) : xml;
};

const exchanged: Change = (xml, { which, where }) => {
  const one = anElement(xml, which);
  const other = anElement(xml, where);
  return one && other ? swapped(xml, one, other) : xml;
};

const wrapped: Change = (xml, { which, word }) => {
  const element = anElement(xml, which);
  const [before, after] = pick(WRAPPERS, word) ?? ['', ''];
  return element ? replaced(xml, element, before + textAt(xml, element) + after) : xml;
};

const given: Change = (xml, { which, where, word }, donors) => {
  const donor = pick(donors, word) ?? '';
  const element = anElement(donor, which);
  return element ? putAt(xml, where, textAt(donor, element)) : xml;
};

/** Of the same name where there is one: an assertion for an assertion, a NameID for a NameID. */
const replacedByDonor: Change = (xml, { which, where, word }, donors) => {
  const element = anElement(xml, which);
  if (!element) return xml;
  const donor = pick(donors, word) ?? '';
  const name = /^<[\w:]+/.exec(textAt(xml, element))?.[0] ?? '<';
  const alike = findMarkup(donor).elements.filter((range) => textAt(donor, range).startsWith(name));
  const other = pick(alike, where);
  return other ? replaced(xml, element, textAt(donor, other)) : xml;
};

const attributeRemoved: Change = (xml, { which }) => {
  const attribute = pick(findMarkup(xml).attributes, which);
  return attribute ? replaced(xml, attribute, '') : xml;
};

const attributeAdded: Change = (xml, { which, word }) => {
  const tag = pick(findMarkup(xml).startTags, which);
  const name = tag && /^<[\w:]+/.exec(textAt(xml, tag))?.[0].length;
  if (!tag || !name) return xml;
  const place = tag.start + name;
  return replaced(xml, { start: place, end: place }, pick(ATTRIBUTES, word) ?? '');
};

const attributeTaken: Change = (xml, { which, where }, donors) => {
  const attribute = pick(findMarkup(xml).attributes, which);
  const sources = [xml, ...donors];
  const source = pick(sources, where) ?? xml;
  const name = attribute && textAt(xml, attribute).split('=', 1)[0];
  const alike = findMarkup(source).attributes.filter((range) =>
    textAt(source, range).startsWith(`${name ?? ''}=`),
  );
  const other = pick(alike, where);
  return attribute && other ? replaced(xml, attribute, textAt(source, other)) : xml;
};

const textChanged: Change = (xml, { which, where, word }) => {
  const text = pick(findMarkup(xml).texts, which);
  if (!text) return xml;
  const place = text.start + (where % (text.end - text.start + 1));
  return replaced(xml, { start: place, end: place }, pick(WORDS, word) ?? '');
};

const tagRenamed: Change = (xml, { which, where }) => {
  const { startTags } = findMarkup(xml);
  const nameOf = (range: Range | undefined) => range && /^<([\w:]+)/.exec(textAt(xml, range))?.[1];
  const from = nameOf(pick(startTags, which));
  const to = nameOf(pick(startTags, where));
  return from !== undefined && to !== undefined ? xml.replaceAll(from, to) : xml;
};

const CHANGES: readonly Change[] = [
  removed,
  doubled,
  moved,
  exchanged,
  wrapped,
  given,
  replacedByDonor,
  attributeRemoved,
  attributeAdded,
  attributeTaken,
  textChanged,
  tagRenamed,
];
