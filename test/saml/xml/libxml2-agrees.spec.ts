import fc from 'fast-check';
import { canonicalize } from '../../../src/saml/xml/canonicalize';
import { parseMetadata } from '../../../src/saml/metadata/parse-metadata';
import { XmlError, type XmlElement, type XmlNode } from '../../../src/saml/xml/element';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { childElements } from '../../../src/saml/xml/read-element';
import { Libxml2, type CanonicalForm, type ElementTree } from '../../support/libxml2/libxml2';
import { splicedDocument, xmlDocument } from '../../support/libxml2/xml-documents';

const RUNS = 300;

let libxml2: Libxml2;

beforeAll(() => {
  libxml2 = Libxml2.start();
});

afterAll(() => libxml2.stop());

/** Which subtree to canonicalise and what of it to leave out, as numbers that are bent to the document at hand. */
const choice = fc.record({
  steps: fc.array(fc.nat(), { maxLength: 3 }),
  omitSteps: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  inclusivePrefixes: fc.subarray(['#default', 'a', 'b', 'é', 'xml', 'undeclared']),
});

describe('libxml2 and our parser', () => {
  it('read the same tree from every document of the corner, and write the same canonical bytes', async () => {
    await fc.assert(
      fc.asyncProperty(xmlDocument, choice, async (xml, choice) => {
        await expectSame(xml, parseXml(xml, MESSAGE_LIMITS), choice);
      }),
      { numRuns: RUNS },
    );
  });

  it('agree wherever ours accepts a damaged document', async () => {
    await fc.assert(
      fc.asyncProperty(splicedDocument, choice, async (xml, choice) => {
        const root = parseOrRefuse(xml);
        if (root) await expectSame(xml, root, choice);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['text around sections', '<a>x<![CDATA[<&]]]>y<![CDATA[]]>z</a>'],
    ['a section alone', '<a><![CDATA[ ]]></a>'],
    ['a byte order mark', '\uFEFF<?xml version="1.0" encoding="UTF-8"?><a/>'],
  ])('agree on metadata with %s', async (_, xml) => {
    const answer = await libxml2.read(xml);
    expect(merged(answer)).toEqual(treeOf(parseMetadata(xml)));
  });
});

type Choice = typeof choice extends fc.Arbitrary<infer Value> ? Value : never;

async function expectSame(xml: string, root: XmlElement, choice: Choice): Promise<void> {
  const { inclusivePrefixes } = choice;
  const path = walk(root, choice.steps);
  const omit = walk(follow(root, path), choice.omitSteps);
  const forms: CanonicalForm[] = [
    { path: [], inclusivePrefixes: [] },
    { path, inclusivePrefixes },
    ...(omit.length > 0 ? [{ path, omit, inclusivePrefixes }] : []),
  ];
  const answer = await libxml2.read(xml, forms);
  expect(answer).toEqual({ tree: treeOf(root), canonical: forms.map((form) => canonicalForm(root, form)) });
}

function canonicalForm(root: XmlElement, { path, omit, inclusivePrefixes }: CanonicalForm): string {
  const apex = follow(root, path);
  return canonicalize(apex, { inclusivePrefixes, omit: omit && follow(apex, omit) });
}

function parseOrRefuse(xml: string): XmlElement | undefined {
  try {
    return parseXml(xml, MESSAGE_LIMITS);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

/** Turns numbers into indexes of children that are there, and stops where there are none. */
function walk(from: XmlElement, steps: readonly number[]): number[] {
  const path: number[] = [];
  let element = from;
  for (const step of steps) {
    const children = childElements(element);
    const child = children[step % children.length];
    if (child === undefined) break;
    path.push(step % children.length);
    element = child;
  }
  return path;
}

function follow(from: XmlElement, path: readonly number[]): XmlElement {
  return path.reduce((element, index) => childElements(element)[index] ?? element, from);
}

function treeOf(element: XmlElement): ElementTree {
  return {
    name: [element.prefix, element.localName, element.namespace],
    attributes: element.attributes.map((one) => [one.prefix, one.localName, one.namespace, one.value]),
    // libxml2 keeps no declaration of xml, which is always in force.
    declarations: element.declarations
      .filter(({ prefix }) => prefix !== 'xml')
      .map(({ prefix, name }) => [prefix, name])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    children: element.children.map(nodeTree),
  };
}

function nodeTree(node: XmlNode): ElementTree['children'][number] {
  if (node.kind === 'element') return treeOf(node);
  return node.kind === 'text' ? { text: node.value } : { comment: node.value };
}

/** libxml2's tree with sections as the text that they are. */
type Mutable = ElementTree | { text: string } | { comment: string };

function merged(answer: Awaited<ReturnType<Libxml2['read']>>): unknown {
  if (answer.error !== undefined) return answer;
  const children: Mutable[] = [];
  for (const child of answer.tree.children) {
    const last = children.at(-1);
    if ('text' in child && last && 'text' in last) last.text += child.text;
    else children.push({ ...child });
  }
  return { ...answer.tree, children };
}
