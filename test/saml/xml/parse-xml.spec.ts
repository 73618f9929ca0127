import { XmlError, type XmlElement, type XmlLimits } from '../../../src/saml/xml/element';
import { decodeUtf8, MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { attribute, textOf } from '../../../src/saml/xml/read-element';

function parse(xml: string): XmlElement {
  return parseXml(xml, MESSAGE_LIMITS);
}

describe('a tree', () => {
  it('has resolved names, and knows its parents', () => {
    const root = parse('<p:a xmlns:p="urn:p" xmlns="urn:d" x="1" p:x="2"><b/></p:a>');
    expect(root).toMatchObject({ prefix: 'p', localName: 'a', namespace: 'urn:p', parent: null });
    expect(root.attributes).toEqual([
      { prefix: '', localName: 'x', namespace: '', value: '1' },
      { prefix: 'p', localName: 'x', namespace: 'urn:p', value: '2' },
    ]);
    expect(root.declarations).toEqual([
      { prefix: 'p', name: 'urn:p' },
      { prefix: '', name: 'urn:d' },
    ]);
    const [child] = root.children;
    expect(child).toMatchObject({ kind: 'element', localName: 'b', namespace: 'urn:d' });
    expect(child?.kind === 'element' && child.parent).toBe(root);
  });

  it('takes xmlns under a prefix for an attribute, and for no declaration', () => {
    const root = parse('<a xmlns:p="urn:p" p:xmlns="urn:x"/>');
    expect(root.namespace).toBe('');
    expect(root.attributes).toEqual([
      { prefix: 'p', localName: 'xmlns', namespace: 'urn:p', value: 'urn:x' },
    ]);
  });

  it('forgets what was declared inside when it leaves', () => {
    const root = parse('<a xmlns="urn:1"><b xmlns="urn:2"><c xmlns=""/></b><d/></a>');
    const namespaces: string[] = [];
    const collect = (element: XmlElement): void => {
      namespaces.push(element.namespace);
      for (const child of element.children) if (child.kind === 'element') collect(child);
    };
    collect(root);
    expect(namespaces).toEqual(['urn:1', 'urn:2', '', 'urn:1']);
  });

  it('keeps comments apart from text', () => {
    expect(parse('<a>x<!-- - y-->z</a>').children).toEqual([
      { kind: 'text', value: 'x' },
      { kind: 'comment', value: ' - y' },
      { kind: 'text', value: 'z' },
    ]);
  });
});

describe('text', () => {
  it.each([
    ['line ends as XML normalises them', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['a carriage return that is meant', 'a&#13;\nb&#xD;', 'a\r\nb\r'],
    ['the five entities', '&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['references once and not twice', '&amp;lt;&#38;#60;', '&lt;&#60;'],
    ['characters beyond the basic plane', '\u{1F600}&#x1F600;&#128512;', '\u{1F600}\u{1F600}\u{1F600}'],
    ['brackets that end no section', ']] > ]>', ']] > ]>'],
    [
      'the last characters of each range',
      '&#x20;&#xD7FF;&#xE000;&#xFFFD;&#x10000;&#x0010FFFF;',
      ' \uD7FF\uE000\uFFFD\u{10000}\u{10FFFF}',
    ],
  ])('keeps %s', (_, written, value) => {
    expect(textOf(parse(`<a>${written}</a>`))).toBe(value);
  });
});

describe('an attribute value', () => {
  it.each([
    ['white space as blanks', '\t\n \r\n', '    '],
    ['white space that is referred to', '&#9;&#10;&#13;&#x20;', '\t\n\r '],
    ['the end of a section', ']]>', ']]>'],
    ['the other quote', "'", "'"],
  ])('keeps %s', (_, written, value) => {
    expect(attribute(parse(`<a b="${written}"/>`), 'b')).toBe(value);
  });
});

describe('a message', () => {
  it.each([
    ['an XML declaration', '<?xml version="1.0"?><a/>'],
    ['one with all that it may say', "<?xml version='1.0' encoding='Utf-8' standalone='no' ?>\r\n<a/>"],
    ['comments around the root', '<!--x--><a/><!--y-->\n'],
    ['white space in tags', '<a\n b = "c"\t></a\r\n>'],
    ['names of other scripts', '<é:ü xmlns:é="urn:x" \uFA1F="1"/>'],
    ['a redundant declaration of xml', '<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="de"/>'],
  ])('may have %s', (_, xml) => {
    expect(parse(xml).kind).toBe('element');
  });

  it.each([
    ['nothing', ''],
    ['blanks alone', ' \n'],
    ['text alone', 'a'],
    ['a byte order mark', '\uFEFF<a/>'],
    ['text before the root', 'x<a/>'],
    ['text after the root', '<a/>x'],
    ['a second root', '<a/><b/>'],
    ['a reference after the root', '<a/>&#32;'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a document type with entities', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['a document type inside', '<a><!DOCTYPE a></a>'],
    ['a CDATA section', '<a><![CDATA[x]]></a>'],
    ['a processing instruction inside', '<a><?p x?></a>'],
    ['a processing instruction before', '<?p x?><a/>'],
    ['a style sheet', '<?xml-stylesheet href="x"?><a/>'],
    ['an XML declaration that is late', ' <?xml version="1.0"?><a/>'],
    ['version 1.1', '<?xml version="1.1"?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['Latin 1', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['an XML declaration without a version', '<?xml encoding="UTF-8"?><a/>'],
    ['no end', '<a>'],
    ['no end of a child', '<a><b></a>'],
    ['no end of a tag', '<a b="c"'],
    ['no end of a value', '<a b="c/>'],
    ['no end of a comment', '<a><!--x</a>'],
    ['an end too much', '<a/></a>'],
    ['another end', '<a></b>'],
    ['an end that begins alike', '<a></ab>'],
    ['an end of another prefix', '<a xmlns:p="urn:p"><p:b></b></a>'],
    ['an end in another case', '<a></A>'],
    ['attributes in an end tag', '<a></a b="c">'],
    ['white space before a name', '< a/>'],
    ['a name beyond the basic plane', '<\u{10000}/>'],
    ['such a name of an attribute', '<a \u{10000}="1"/>'],
    ['white space within />', '<a/ >'],
    ['a value without quotes', '<a b=c/>'],
    ['no value', '<a b/>'],
    ['attributes without white space', '<a b="c"d="e"/>'],
    ['< in a value', '<a b="<"/>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['a bare ampersand in a value', '<a b="a&b"/>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['an entity of Object', '<a>&constructor;</a>'],
    ['a reference to nothing', '<a>&;</a>'],
    ['an empty number', '<a>&#;</a>'],
    ['an empty hexadecimal number', '<a>&#x;</a>'],
    ['a capital X', '<a>&#X41;</a>'],
    ['a hexadecimal digit in a decimal number', '<a>&#4A;</a>'],
    ['a signed number', '<a>&#+65;</a>'],
    ['a number with a letter behind it', '<a>&#65A;</a>'],
    ['a hexadecimal number with a letter behind it', '<a>&#x41G;</a>'],
    ['a number behind something else', '<a>&##65;</a>'],
    ['a hexadecimal number behind something else', '<a>&#1#x41;</a>'],
    ['NUL by reference', '<a>&#0;</a>'],
    ['a control character by reference', '<a>&#x1F;</a>'],
    ['half a surrogate pair by reference', '<a>&#xD83D;&#xDE00;</a>'],
    ['U+FFFE by reference', '<a>&#xFFFE;</a>'],
    ['a number beyond Unicode', '<a>&#x110000;</a>'],
    ['a number beyond all', '<a>&#99999999999999999999;</a>'],
    ['NUL', '<a>\0</a>'],
    ['a control character', '<a b="\u0008"/>'],
    ['a vertical tab for white space', '<a\u000Bb="c"/>'],
    ['a no-break space for white space', '<a\u00A0b="c"/>'],
    ['U+FFFF', '<a>\uFFFF</a>'],
    ['a high surrogate alone', '<a>\uD83Dx</a>'],
    ['a low surrogate alone', '<a>\uDE00</a>'],
    ['surrogates in the wrong order', '<a>\uDE00\uD83D</a>'],
    [']]> in text', '<a>x]]>y</a>'],
    ['-- in a comment', '<a><!--x--y--></a>'],
    ['--- at the end of a comment', '<a><!--x---></a>'],
    ['a comment of four characters', '<a><!--></a>'],
    ['a name that begins with a digit', '<1a/>'],
    ['a name that begins with a hyphen', '<-a/>'],
    ['a name with a character that is none', '<a×/>'],
    ['a colon alone', '<:/>'],
    ['a colon first', '<:a/>'],
    ['a colon last', '<a:/>'],
    ['two colons', '<a:b:c xmlns:a="urn:a"/>'],
    ['the same attribute twice', '<a b="1" b="2"/>'],
    ['the same expanded name twice', '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>'],
    ['a prefix that is not declared', '<p:a/>'],
    ['a prefix of an attribute that is not declared', '<a p:b="1"/>'],
    ['a prefix that is declared elsewhere', '<a><b xmlns:p="urn:p"/><p:c/></a>'],
    ['a prefix that is undeclared', '<a xmlns:p=""/>'],
    ['a prefix that is declared twice', '<a xmlns:p="urn:1" xmlns:p="urn:2"/>'],
    ['the default declared twice', '<a xmlns="urn:1" xmlns="urn:1"/>'],
    ['xml declared twice', `<a ${'xmlns:xml="http://www.w3.org/XML/1998/namespace" '.repeat(2)}/>`],
    ['another namespace of xml', '<a xmlns:xml="urn:x"/>'],
    ['another prefix of the namespace of xml', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>'],
    ['the namespace of xml as the default', '<a xmlns="http://www.w3.org/XML/1998/namespace"/>'],
    ['xmlns declared', '<a xmlns:xmlns="http://www.w3.org/2000/xmlns/"/>'],
    ['xmlns declared as something else', '<a xmlns:xmlns="urn:a"/>'],
    ['the namespace of xmlns as the default', '<a xmlns="http://www.w3.org/2000/xmlns/"/>'],
    ['an element of prefix xmlns', '<xmlns:a/>'],
    ['xml:id', '<a xml:id="b"/>'],
    ['a namespace that is relative', '<a xmlns:p="p"/>'],
    ['a namespace with an ampersand', '<a xmlns:p="urn:a&amp;b"/>'],
    ['a namespace with a quote', `<a xmlns:p='urn:"'/>`],
    ['a namespace with a blank', '<a xmlns:p="urn:a b"/>'],
    ['a namespace with a line end', '<a xmlns:p="urn:a&#10;"/>'],
    ['a namespace beyond ASCII', '<a xmlns:p="urn:é"/>'],
    ['a namespace with half an escape', '<a xmlns:p="urn:%4"/>'],
    ['a namespace with a port that is none', '<a xmlns:p="http://a:b/"/>'],
  ])('may not have %s', (_, xml) => {
    expect(() => parse(xml)).toThrow(XmlError);
  });
});

describe('a limit', () => {
  const limits: XmlLimits = { bytes: 60, depth: 3, nodes: 6, attributesPerElement: 3, namespacesInScope: 4 };
  const unlimited: XmlLimits = { ...MESSAGE_LIMITS, depth: 100 };

  it.each([
    ['bytes', 'bytes', `<a>${'x'.repeat(53)}</a>`, `<a>${'x'.repeat(54)}</a>`],
    ['bytes in UTF-8', 'bytes', `<a>${'é'.repeat(26)}</a>`, `<a>${'é'.repeat(27)}</a>`],
    ['depth', 'depth', '<a><a><a></a></a></a>', '<a><a><a><a></a></a></a></a>'],
    ['depth of an empty element', 'depth', '<a><a><a/></a></a>', '<a><a><a><a/></a></a></a>'],
    ['elements', 'nodes', '<a><b/><b/><b/><b/><b/></a>', '<a><b/><b/><b/><b/><b/><b/></a>'],
    ['texts', 'nodes', '<a>x<b/>x<b/>x</a>', '<a>x<b/>x<b/>x<b/></a>'],
    [
      'comments',
      'nodes',
      '<a><!----><!----><!----><!----><!----></a>',
      '<a><!----><!----><!----><!----><!----></a><!---->',
    ],
    ['attributes on one element', 'attributesPerElement', '<a b="" c="" d=""/>', '<a b="" c="" d="" e=""/>'],
    [
      'declarations on one element',
      'attributesPerElement',
      '<a xmlns="urn:a" b="" c=""/>',
      '<a xmlns="urn:a" b="" c="" d=""/>',
    ],
    ['attributes', 'nodes', '<a b="" c="" d=""><e f=""/></a>', '<a b="" c="" d=""><e f="" g=""/></a>'],
    [
      'namespaces',
      'namespacesInScope',
      '<a xmlns="" xmlns:b="b:"><a xmlns="" xmlns:b="b:"/><a xmlns="" xmlns:b="b:"/></a>',
      '<a xmlns="" xmlns:b="b:"><a xmlns="" xmlns:b="b:"><a xmlns=""/></a></a>',
    ],
  ] as const)('on %s holds to the one', (_, kind, within, beyond) => {
    const limited = { ...unlimited, [kind]: limits[kind] };
    expect(parseXml(within, limited).kind).toBe('element');
    expect(() => parseXml(beyond, limited)).toThrow(new RegExp(`\\b${limits[kind]}\\b`));
    expect(parseXml(beyond, unlimited).kind).toBe('element');
  });

  it('on names is a thousand characters or so', () => {
    expect(parse(`<${'a'.repeat(1024)}/>`).localName).toHaveLength(1024);
    expect(() => parse(`<${'a'.repeat(1025)}/>`)).toThrow(XmlError);
  });
});

describe('an error', () => {
  const errorOf = (xml: string): unknown => {
    try {
      return parse(xml);
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['', 'Expected an element', 0],
    ['<!DOCTYPE a><a/>', 'A document type is not accepted', 0],
    ['<a><b>', 'Expected < before the document ends', 6],
    ['<a><b></c></a>', 'Expected b', 8],
    ['<a>\r\n&nbsp;</a>', 'Unknown entity &nbsp;', 4],
    ['<a>x&abcdefghij;</a>', 'Unknown entity &abcdefghij;', 4],
    ['<a>x&abcdefghijk;</a>', 'Expected a reference after &, such as &amp;', 4],
    ['<a>&lt; x & y</a>', 'Expected a reference after &, such as &amp;', 10],
    ['<a b="&lt; x & y"/>', 'Expected a reference after &, such as &amp;', 13],
    ['<a>&#0;</a>', '&#0; is no character that XML allows', 3],
    ['\0<a/>', 'A character that XML does not allow', 0],
    ['\0\uD800<a/>', 'A character that XML does not allow', 0],
    ['<a>\0\uD800</a>', 'A character that XML does not allow', 3],
    ['<a>x\uD800</a>', 'A character that XML does not allow', 4],
  ])('in %j says what is wrong, and where', (xml, message, offset) => {
    expect(errorOf(xml)).toMatchObject({ name: 'XmlError', message, offset });
  });
});

describe('decodeUtf8', () => {
  it('keeps what is UTF-8, a byte order mark too', () => {
    expect(decodeUtf8(Buffer.from('\uFEFFé\u{1F600}\0'))).toBe('\uFEFFé\u{1F600}\0');
    expect(decodeUtf8(new Uint8Array([0x61, 0xc3, 0xa9]).subarray(1))).toBe('é');
  });

  it.each([
    ['overlong', [0xc0, 0xbc]],
    ['cut short', [0xe2, 0x82]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['Latin 1', [0xe9, 0x20]],
    ['UTF-16', [0xff, 0xfe, 0x3c, 0x00]],
  ])('refuses what is %s', (_, bytes) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(XmlError);
  });
});
