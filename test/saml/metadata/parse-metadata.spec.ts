import { parseMetadata } from '../../../src/saml/metadata/parse-metadata';
import { XmlError } from '../../../src/saml/xml/element';

describe('metadata', () => {
  it('has sections as text, and instructions as nothing', () => {
    const root = parseMetadata(
      '\uFEFF<?p?><a>x<![CDATA[<&]]]]><?q-1 a="<b>"?>&gt;<!--c--><![CDATA[]]></a><?p ??>',
    );
    expect(root.children).toEqual([
      { kind: 'text', value: 'x<&]]>' },
      { kind: 'comment', value: 'c' },
    ]);
  });

  it.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a section outside the root', '<![CDATA[ ]]><a/>'],
    ['a section without an end', '<a><![CDATA[x]]</a>'],
    ['a declaration that ends like a section', '<a><!ELEMENT b ANY]]></a>'],
    ['an instruction without an end', '<a><?p x></a>'],
    ['an instruction without a name', '<a><? x?></a>'],
    ['an instruction named xml', '<a><?XmL x?></a>'],
    ['an instruction whose name does not end', '<a><?p:q?></a>'],
    ['a byte order mark inside', '<a/>\uFEFF'],
    ['two byte order marks', '\uFEFF\uFEFF<a/>'],
  ])('may not have %s', (_, xml) => {
    expect(() => parseMetadata(xml)).toThrow(XmlError);
  });
});
