import { canonicalize } from '../../../src/saml/xml/canonicalize';
import { XmlError, type XmlElement } from '../../../src/saml/xml/element';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { childElements } from '../../../src/saml/xml/read-element';

const PLAIN = { inclusivePrefixes: [] };

function parse(xml: string): XmlElement {
  return parseXml(xml, MESSAGE_LIMITS);
}

function firstChild(element: XmlElement): XmlElement {
  const [child] = childElements(element);
  if (!child) throw new Error('expected a child');
  return child;
}

describe('the canonical form of a document', () => {
  it.each([
    ['empty elements as pairs', '<a />', '<a></a>'],
    ['white space in tags as one blank', "<a\n b = 'c'  ></a\n>", '<a b="c"></a>'],
    ['no prologue and nothing after', '<?xml version="1.0"?>\n<!--x-->\n<a/>\n<!--y-->', '<a></a>'],
    ['no comments', '<a>x<!--y-->z</a>', '<a>xz</a>'],
    ['characters in text', '<a>&lt;&gt;&amp;"\'&#13;\n\t</a>', '<a>&lt;&gt;&amp;"\'&#xD;\n\t</a>'],
    [
      'characters in values',
      `<a b='&lt;>&amp;"&apos;&#13;&#10;&#9; '/>`,
      `<a b="&lt;>&amp;&quot;'&#xD;&#xA;&#x9; "></a>`,
    ],
    ['attributes in order', '<a c="1" b="2" a="3"/>', '<a a="3" b="2" c="1"></a>'],
    [
      'attributes by namespace name, not by prefix',
      '<a xmlns:y="urn:1" xmlns:x="urn:2" x:a="1" y:b="2" z="3" xml:lang="e"/>',
      '<a xmlns:x="urn:2" xmlns:y="urn:1" z="3" xml:lang="e" y:b="2" x:a="1"></a>',
    ],
    [
      'names of other scripts by code point',
      '<a \uFA1F="1" \u{D55C}="2" é="3" z="4"/>',
      '<a z="4" é="3" \u{D55C}="2" \uFA1F="1"></a>',
    ],
    ['only namespaces that are used', '<a xmlns:p="urn:p" xmlns="urn:d"/>', '<a xmlns="urn:d"></a>'],
    [
      'namespaces where they are used, each time anew',
      '<a xmlns:p="urn:p"><p:b/><p:b><p:c/></p:b></a>',
      '<a><p:b xmlns:p="urn:p"></p:b><p:b xmlns:p="urn:p"><p:c></p:c></p:b></a>',
    ],
    [
      'the default before prefixes',
      '<b xmlns:a="urn:a" xmlns="urn:b" a:x=""/>',
      '<b xmlns="urn:b" xmlns:a="urn:a" a:x=""></b>',
    ],
    [
      'no declaration that is in force already',
      '<p:a xmlns:p="urn:p"><p:b xmlns:p="urn:p"/><p:c xmlns:p="urn:q"><p:d xmlns:p="urn:p"/></p:c></p:a>',
      '<p:a xmlns:p="urn:p"><p:b></p:b><p:c xmlns:p="urn:q"><p:d xmlns:p="urn:p"></p:d></p:c></p:a>',
    ],
    [
      'the default undeclared where it was declared',
      '<a xmlns="urn:a"><b xmlns=""><c/></b></a>',
      '<a xmlns="urn:a"><b xmlns=""><c></c></b></a>',
    ],
    ['no default undeclared where none was', '<a xmlns=""><b xmlns=""/></a>', '<a><b></b></a>'],
    [
      'the default undeclared for no element that does not use it',
      '<a xmlns="urn:a"><p:b xmlns:p="urn:p" xmlns=""><c/></p:b></a>',
      '<a xmlns="urn:a"><p:b xmlns:p="urn:p"><c xmlns=""></c></p:b></a>',
    ],
    [
      'no declaration of xml',
      '<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="e"/>',
      '<a xml:lang="e"></a>',
    ],
  ])('has %s', (_, xml, canonical) => {
    expect(canonicalize(parse(xml), PLAIN)).toBe(canonical);
  });

  it('has no comments', () => {
    expect(canonicalize(parse('<!--x--><a>x<!--y&\r\n-->z</a>'), PLAIN)).toBe('<a>xz</a>');
  });

  it('is the canonical form of itself', () => {
    const canonical = canonicalize(
      parse('<a xmlns="urn:a" c="&#13;" b="&quot;">&#13;&gt;<p:b xmlns:p="urn:p"/></a>'),
      PLAIN,
    );
    expect(canonicalize(parse(canonical), PLAIN)).toBe(canonical);
  });

  it('may be as long as a message', () => {
    const whole = `<a>${'x'.repeat(MESSAGE_LIMITS.bytes - '<a></a>'.length)}</a>`;
    expect(canonicalize(parse(whole), PLAIN)).toBe(whole);
  });

  it('may not outgrow a message', () => {
    const name = `urn:${'x'.repeat(1000)}`;
    const bomb = `<a xmlns:p="${name}">${'<p:b/>'.repeat(1000)}</a>`;
    expect(() => canonicalize(parse(bomb), PLAIN)).toThrow(XmlError);
  });
});

describe('the canonical form of a subtree', () => {
  const makeApex = () =>
    firstChild(
      parse(
        '<r xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q" xml:lang="e"><p:a><b xmlns:q="urn:q2" q:x=""/><omitted/>z</p:a></r>',
      ),
    );

  it('takes the namespaces that it uses from around, and nothing else', () => {
    expect(canonicalize(makeApex(), PLAIN)).toBe(
      '<p:a xmlns:p="urn:p"><b xmlns="urn:d" xmlns:q="urn:q2" q:x=""></b><omitted xmlns="urn:d"></omitted>z</p:a>',
    );
  });

  it('takes listed prefixes from around whether it uses them or not', () => {
    const inclusivePrefixes = ['q', '#default', 'xml', 'nowhere', 'q'];
    expect(canonicalize(makeApex(), { ...PLAIN, inclusivePrefixes })).toBe(
      '<p:a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><b xmlns:q="urn:q2" q:x=""></b><omitted></omitted>z</p:a>',
    );
  });

  it('shows a listed prefix where it is declared, used or not', () => {
    const xml = '<p:a xmlns:p="urn:p" xmlns="urn:d"><p:b xmlns:q="urn:q" xmlns=""/><p:c/></p:a>';
    expect(canonicalize(parse(xml), { ...PLAIN, inclusivePrefixes: ['q', '#default'] })).toBe(
      '<p:a xmlns="urn:d" xmlns:p="urn:p"><p:b xmlns="" xmlns:q="urn:q"></p:b><p:c></p:c></p:a>',
    );
  });

  it('leaves one subtree out', () => {
    const apex = makeApex();
    const omit = childElements(apex)[1];
    expect(canonicalize(apex, { ...PLAIN, omit })).toBe(
      '<p:a xmlns:p="urn:p"><b xmlns="urn:d" xmlns:q="urn:q2" q:x=""></b>z</p:a>',
    );
  });
});
