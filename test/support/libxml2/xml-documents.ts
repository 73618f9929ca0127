import fc from 'fast-check';

/** A document as the generator thinks of it; prefixes that are not in force are declared where it is written. */
interface PlannedElement {
  readonly prefix: string;
  readonly localName: string;
  readonly declarations: readonly (readonly [string, string])[];
  readonly attributes: readonly PlannedAttribute[];
  readonly children: readonly (PlannedElement | string)[];
  readonly space: string;
  readonly isClosedAtOnce: boolean;
}

interface PlannedAttribute {
  readonly prefix: string;
  readonly localName: string;
  readonly value: string;
  readonly quote: string;
}

// Among them some near U+FFFF, the last that a name may hold.
const PREFIXES = ['a', 'b', 'Ab', 'é', '\uFA1F', 'ﬀ', 'xmla'];
const LOCAL_NAMES = ['x', 'y', 'ID', 'x-1.2', '_', 'ünï·', '\uD55C', 'ﬁ', 'xmlns'];
const NAMESPACES = ['urn:a', 'urn:b', 'urn:b:c', 'http://example.com/%20?q=1#f', 'http://a.b:8080', 'urn:A'];
const SPACES = [' ', '\n', '\t ', '\r\n', '\r', '  '];

const FRAGMENTS = [
  'text',
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '&lt;',
  '&gt;',
  '&amp;',
  '&quot;',
  '&apos;',
  '&#9;',
  '&#10;',
  '&#xD;',
  '&#13;&#10;',
  '&#x20;',
  '&#38;lt;',
  '&#x1F600;',
  '\u{1F600}',
  'é',
  'e\u0301',
  // Not at the start of a text, where libxml2-wasm's own decoder takes it away.
  'x\uFEFF',
  '\uFFFD',
  '\u0085',
  '\u2028',
  '=>',
  ']]',
  ']',
  ']]&gt;',
  '--',
  '\u007F',
];
const IN_VALUES = [...FRAGMENTS, ']]>', '>', '/>', '/'];
const IN_TEXTS = [...FRAGMENTS, '"', "'", '<!---->', '<!-- a - b -->', '<!--&amp;<]]>\r\n\t-->'];

const declaration = fc.tuple(fc.constantFrom('', ...PREFIXES), fc.constantFrom(...NAMESPACES, ''));

const attribute: fc.Arbitrary<PlannedAttribute> = fc.oneof(
  { weight: 9, arbitrary: attributeOf(['', ...PREFIXES], LOCAL_NAMES.slice(0, -1)) },
  { weight: 1, arbitrary: attributeOf(['xml'], ['lang', 'base']) },
);

function attributeOf(
  prefixes: readonly string[],
  localNames: readonly string[],
): fc.Arbitrary<PlannedAttribute> {
  return fc.record({
    prefix: fc.constantFrom(...prefixes),
    localName: fc.constantFrom(...localNames),
    value: joined(IN_VALUES),
    quote: fc.constantFrom('"', "'"),
  });
}

function joined(fragments: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...fragments), { maxLength: 4 }).map((parts) => parts.join(''));
}

const { element } = fc.letrec<{ element: PlannedElement; child: PlannedElement | string }>((tie) => ({
  child: fc.oneof({ maxDepth: 4, withCrossShrink: true }, joined(IN_TEXTS), tie('element')),
  element: fc.record({
    prefix: fc.constantFrom('', ...PREFIXES),
    localName: fc.constantFrom(...LOCAL_NAMES),
    declarations: fc.array(declaration, { maxLength: 3 }),
    attributes: fc.array(attribute, { maxLength: 4 }),
    children: fc.array(tie('child'), { maxLength: 4 }),
    space: fc.constantFrom(...SPACES),
    isClosedAtOnce: fc.boolean(),
  }),
}));

const XML_SCOPE = [['xml', 'http://www.w3.org/XML/1998/namespace']] as const;

const PROLOGUES = [
  '',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\r\n",
  '<!--before-->\n',
];

/** Well-formed documents of the corner that is read, with all its dirt. */
export const xmlDocument: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...PROLOGUES), element, fc.constantFrom('', '\r\n', '<!--after-->'))
  .map(([before, root, after]) => before + write(root, new Map(XML_SCOPE)) + after);

export interface PlannedRoot {
  readonly prefix: string;
  readonly namespace: string;
  readonly localName: string;
  readonly id: string;
}

/** The same with a root of this name and ID, dirty in all the rest, and with markup as one of its children. */
export function xmlDocumentAround(root: PlannedRoot, inside: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...PROLOGUES), element, inside, fc.nat(), fc.constantFrom('', '\r\n'))
    .map(([before, planned, markup, place, after]) => {
      const children: (PlannedElement | string)[] = [...planned.children];
      children.splice(place % (children.length + 1), 0, markup);
      return before + write({ ...planned, ...renamed(planned, root), children }, new Map(XML_SCOPE)) + after;
    });
}

function renamed(
  { declarations, attributes }: PlannedElement,
  { prefix, namespace, localName, id }: PlannedRoot,
): Pick<PlannedElement, 'prefix' | 'localName' | 'declarations' | 'attributes'> {
  // Whatever its namespace, an attribute of this name is the ID to some.
  const others = attributes.filter((one) => one.localName !== 'ID');
  const place = others.length === 0 ? 0 : id.length % others.length;
  const ownId = { prefix: '', localName: 'ID', value: id, quote: "'" };
  return {
    prefix,
    localName,
    declarations: [...declarations, [prefix, namespace]],
    attributes: others.toSpliced(place, 0, ownId),
  };
}

const SPLICES = [
  '',
  '<',
  '>',
  '/',
  '&',
  '&#0;',
  '&#xD800;',
  '&#xFFFE;',
  '&nbsp;',
  '&#x;',
  '"',
  "'",
  '=',
  ':',
  '--',
  ']]>',
  '<![CDATA[x]]>',
  '<?p x?>',
  '<!DOCTYPE a>',
  '<!--',
  '-->',
  '<!-->',
  '\0',
  '\uFFFE',
  '\uD800',
  '\u000B',
  '\u00A0',
  ' xmlns=""',
  ' xmlns:b=""',
  ' xmlns:xml="urn:a"',
  ' xmlns:xmlns="urn:a"',
  ' xmlns="http://www.w3.org/2000/xmlns/"',
  ' xmlns:b="http://www.w3.org/XML/1998/namespace"',
  ' xmlns:b="a&amp;b"',
  ' xmlns:b="urn:x y"',
  ' xmlns:b="http://h:x/"',
  ' xml:id="a"',
  ' x="1"',
  ' a:x="1"',
  ' xml:space="no"',
  'a:',
  '<a>',
  '</a>',
  '<a/>',
];

/** The same, with a piece cut out and another put in: most are broken, and some only look so. */
export const splicedDocument: fc.Arbitrary<string> = fc
  .tuple(xmlDocument, fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...SPLICES))
  .map(([text, place, length, splice]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + splice + text.slice(at + length);
  });

function write(planned: PlannedElement, outer: ReadonlyMap<string, string>): string {
  const scope = new Map(outer);
  const declared = new Map<string, string>();
  for (const [prefix, name] of planned.declarations) {
    if (prefix !== '' && name === '') continue;
    declared.set(prefix, name);
  }
  for (const { prefix } of [planned, ...planned.attributes]) {
    if (prefix !== '' && !scope.has(prefix) && !declared.has(prefix))
      declared.set(prefix, `urn:${prefix.length}`);
  }
  for (const [prefix, name] of declared) scope.set(prefix, name);
  const namespaces = [...declared].map(
    ([prefix, name]) => `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${name}"`,
  );
  const attributes = [...namespaces, ...writeAttributes(planned.attributes, scope)];
  const name = qualified(planned);
  const start = `<${[name, ...attributes].join(planned.space)}`;
  const content = planned.children
    .map((child) => (typeof child === 'string' ? child : write(child, scope)))
    .join('');
  if (content === '' && planned.isClosedAtOnce) return `${start}/>`;
  return `${start}${planned.isClosedAtOnce ? planned.space : ''}>${content}</${name}${planned.space}>`;
}

function writeAttributes(
  attributes: readonly PlannedAttribute[],
  scope: ReadonlyMap<string, string>,
): string[] {
  const seen = new Set<string>();
  return attributes.flatMap((one) => {
    const expanded = `${one.prefix === '' ? '' : (scope.get(one.prefix) ?? '')} ${one.localName}`;
    if (seen.has(expanded)) return [];
    seen.add(expanded);
    return [`${qualified(one)} = ${one.quote}${one.value}${one.quote}`];
  });
}

function qualified({ prefix, localName }: { readonly prefix: string; readonly localName: string }): string {
  return prefix === '' ? localName : `${prefix}:${localName}`;
}
