import fc from 'fast-check';

/** Places are numbers that are bent to the document at hand, so that a counterexample can be read and repeated. */
export type Mutation =
  | { readonly kind: 'bytes'; readonly at: number; readonly remove: number; readonly insert: string }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'node'; readonly act: NodeAct; readonly one: number; readonly other: number }
  | { readonly kind: 'markup'; readonly at: number; readonly markup: string }
  | { readonly kind: 'attribute'; readonly tag: number; readonly attribute: string }
  | { readonly kind: 'character'; readonly at: number };

type NodeAct = 'remove' | 'repeat' | 'move' | 'swap' | 'wrap';

const MARKUP = [
  '<!---->',
  '<!-- x -->',
  ' ',
  '\n',
  '\r\n',
  '&#13;',
  'x',
  '<x/>',
  '<![CDATA[x]]>',
  '<![CDATA[]]>',
  '<?x?>',
  '&amp;',
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
  '<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
  '<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"/>',
];

const ATTRIBUTES = [
  ' ',
  '\t\n',
  ' x="1"',
  ' ID="_r"',
  ' Id="_r"',
  ' xml:id="_r"',
  ' xmlns=""',
  ' xmlns:x="urn:x"',
  ' xmlns:a="urn:b"',
  ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
  ' xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
  ' xml:lang="en"',
  ' xml:space="preserve"',
];

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    kind: fc.constant('bytes' as const),
    at: fc.nat(),
    remove: fc.nat({ max: 8 }),
    insert: fc.string({ unit: 'binary-ascii', maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat({ max: 7 }) }),
  fc.record({
    kind: fc.constant('node' as const),
    act: fc.constantFrom<NodeAct>('remove', 'repeat', 'move', 'swap', 'wrap'),
    one: fc.nat(),
    other: fc.nat(),
  }),
  fc.record({ kind: fc.constant('markup' as const), at: fc.nat(), markup: fc.constantFrom(...MARKUP) }),
  fc.record({
    kind: fc.constant('attribute' as const),
    tag: fc.nat(),
    attribute: fc.constantFrom(...ATTRIBUTES),
  }),
  fc.record({ kind: fc.constant('character' as const), at: fc.nat() }),
);

/** A byte is a character in here, so that bytes that are no UTF-8 can come out. */
export function mutate(document: string, mutations: readonly Mutation[]): Buffer {
  const bytes = mutations.reduce(applied, Buffer.from(document).toString('latin1'));
  return Buffer.from(bytes, 'latin1');
}

function applied(text: string, mutation: Mutation): string {
  switch (mutation.kind) {
    case 'bytes':
      return spliced(text, mutation.at % (text.length + 1), mutation.remove, mutation.insert);
    case 'flip': {
      const at = mutation.at % text.length;
      return spliced(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << mutation.bit)));
    }
    case 'node':
      return withNode(text, mutation.act, mutation.one, mutation.other);
    case 'markup':
      return spliced(text, oneOf(tagsOf(text), mutation.at)?.end ?? 0, 0, mutation.markup);
    case 'attribute':
      return withAttribute(text, mutation.tag, mutation.attribute);
    case 'character':
      return asReference(text, mutation.at % text.length);
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Tag extends Range {
  readonly name: string;
  readonly kind: 'start' | 'end' | 'empty';
}

/** Near enough: a `>` in an attribute's value ends the tag here, which makes a mutation of another kind. */
function tagsOf(text: string): Tag[] {
  return [...text.matchAll(/<(\/?)([^\s<>/!?]+)[^<>]*?(\/?)>/g)].map(
    ([tag, slash, name = '', isEmpty], index, all) => {
      const start = all[index]?.index ?? 0;
      const kind = slash ? 'end' : isEmpty ? 'empty' : 'start';
      return { start, end: start + tag.length, name, kind };
    },
  );
}

function elementsOf(text: string): Range[] {
  const open: Tag[] = [];
  const elements: Range[] = [];
  for (const tag of tagsOf(text)) {
    if (tag.kind === 'empty') elements.push(tag);
    else if (tag.kind === 'start') open.push(tag);
    else {
      const start = open.pop();
      if (start) elements.push({ start: start.start, end: tag.end });
    }
  }
  return elements;
}

function withNode(text: string, act: NodeAct, one: number, other: number): string {
  const elements = elementsOf(text);
  const [element, second] = [oneOf(elements, one), oneOf(elements, other)];
  if (!element || !second) return text;
  const markup = text.slice(element.start, element.end);
  const without = (range: Range, instead: string) =>
    text.slice(0, range.start) + instead + text.slice(range.end);
  switch (act) {
    case 'remove':
      return without(element, '');
    case 'repeat':
      return without(element, markup + markup);
    case 'wrap':
      return without(element, `<x ID="_x">${markup}</x>`);
    case 'move': {
      const place = oneOf(tagsOf(text), other)?.end ?? 0;
      return place >= element.end
        ? text.slice(0, element.start) + text.slice(element.end, place) + markup + text.slice(place)
        : text.slice(0, place) + markup + without(element, '').slice(place);
    }
    case 'swap': {
      const [first, last] = element.start < second.start ? [element, second] : [second, element];
      if (first.end > last.start) return without(first, text.slice(last.start, last.end));
      const between = text.slice(first.end, last.start);
      return (
        text.slice(0, first.start) +
        text.slice(last.start, last.end) +
        between +
        text.slice(first.start, first.end) +
        text.slice(last.end)
      );
    }
  }
}

function withAttribute(text: string, tag: number, attribute: string): string {
  const chosen = oneOf(
    tagsOf(text).filter(({ kind }) => kind !== 'end'),
    tag,
  );
  return chosen ? spliced(text, chosen.start + 1 + chosen.name.length, 0, attribute) : text;
}

/** The same character to whoever reads XML, where it stands in a text or a value. */
function asReference(text: string, at: number): string {
  const code = text.charCodeAt(at);
  return code < 0x80 ? spliced(text, at, 1, `&#${code};`) : text;
}

function spliced(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

function oneOf<T>(all: readonly T[], index: number): T | undefined {
  return all[index % all.length];
}
