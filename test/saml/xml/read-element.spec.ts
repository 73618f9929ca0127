import { XmlError } from '../../../src/saml/xml/element';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import {
  attribute,
  childElements,
  findChild,
  findChildren,
  isElement,
  requireAttribute,
  requireChild,
  textOf,
} from '../../../src/saml/xml/read-element';

const text = (content: string) => textOf(parseXml(`<a>${content}</a>`, MESSAGE_LIMITS));

const root = () =>
  parseXml(
    '<a xmlns="urn:a" xmlns:p="urn:p" p:x="foreign"> <b y="">1</b><p:b>2</p:b><c/><c/><!--d--><d><b/></d></a>',
    MESSAGE_LIMITS,
  );

it('finds children by namespace and name, and no deeper', () => {
  expect(childElements(root()).map(({ localName }) => localName)).toEqual(['b', 'b', 'c', 'c', 'd']);
  expect(findChildren(root(), 'urn:a', 'b')).toHaveLength(1);
  expect(findChild(root(), 'urn:p', 'b')?.prefix).toBe('p');
  expect(findChild(root(), 'urn:p', 'c')).toBeUndefined();
  expect(requireChild(root(), 'urn:a', 'd').localName).toBe('d');
  expect(root().children.filter((child) => isElement(child, 'urn:a', 'c'))).toHaveLength(2);
});

it('never picks one of two', () => {
  expect(() => findChild(root(), 'urn:a', 'c')).toThrow(XmlError);
  expect(() => requireChild(root(), 'urn:a', 'c')).toThrow(XmlError);
});

it('names what is missing', () => {
  expect(() => requireChild(root(), 'urn:a', 'e')).toThrow(/<a> has no child <e> of urn:a/);
  expect(() => requireAttribute(root(), 'x')).toThrow(/<a> has no attribute x/);
});

it('reads attributes of no namespace alone', () => {
  expect(attribute(root(), 'x')).toBeUndefined();
  expect(requireAttribute(requireChild(root(), 'urn:a', 'b'), 'y')).toBe('');
});

it.each([
  ['', ''],
  [' x\n', ' x\n'],
  ['user@good.example<!---->.evil.example', 'user@good.example.evil.example'],
  ['<!--a--><!--b-->', ''],
])('reads all text of %p', (content, expected) => {
  expect(text(content)).toBe(expected);
});

it('reads no text where there are elements', () => {
  expect(() => text('x<b/>')).toThrow(XmlError);
});
