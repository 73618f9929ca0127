import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { attribute, textOf } from '../../../src/saml/xml/read-element';
import { element, escapeAttribute, escapeText, writtenXml } from '../../../src/saml/xml/write-xml';

const NASTY = `<a b="c" d='e'>&amp;\r\n\t]]>\u{1F600}`;

it('writes elements, attributes and text so that they are read as they were', () => {
  const written = parseXml(element('a', { b: NASTY, c: undefined }, NASTY).xml, MESSAGE_LIMITS);
  expect(attribute(written, 'b')).toBe(NASTY);
  expect(attribute(written, 'c')).toBeUndefined();
  expect(textOf(written)).toBe(NASTY);
});

it('nests what is written already, and leaves out what is undefined', () => {
  const inner = [element('b'), undefined, 'x & y', [element('c', { d: '1' }, [])], writtenXml('<e/>')];
  expect(String(element('a', {}, inner))).toBe('<a><b/>x &amp; y<c d="1"/><e/></a>');
});

it('escapes as a canonical form does', () => {
  expect(escapeText(`<>&"'\r\n\t`)).toBe(`&lt;&gt;&amp;"'&#xD;\n\t`);
  expect(escapeAttribute(`<>&"'\r\n\t`)).toBe(`&lt;>&amp;&quot;'&#xD;&#xA;&#x9;`);
});
