// Reads lines of JSON from stdin, each a document, and answers each with a line: what libxml2 makes of it.
// A process of its own, because libxml2-wasm is an ES module with a top-level await, which jest can't load.
import { Buffer } from 'node:buffer';
import { createInterface } from 'node:readline';
import {
  ParseOption,
  XmlC14NMode,
  XmlCData,
  XmlComment,
  XmlDocument,
  XmlElement,
  XmlStringOutputBufferHandler,
  XmlText,
} from 'libxml2-wasm';

const DOCTYPE_NEVER_LOADS = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET;

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}

function answer({ base64, canonicalForms }) {
  let document;
  try {
    document = XmlDocument.fromBuffer(Buffer.from(base64, 'base64'), { option: DOCTYPE_NEVER_LOADS });
  } catch (error) {
    return { error: String(error) };
  }
  try {
    return {
      tree: elementTree(document.root),
      canonical: canonicalForms.map((form) => canonicalize(document, form)),
    };
  } finally {
    document.dispose();
  }
}

/** `path` is the indexes of child elements from the root down to the apex, `omit` the same from the apex on. */
function canonicalize(document, { path, omit, inclusivePrefixes }) {
  const apex = follow(document.root, path);
  const omitted = omit && follow(apex, omit);
  const options = {
    mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
    withComments: false,
    inclusiveNamespacePrefixes: inclusivePrefixes,
  };
  // To leave a subtree out is to take it out of the tree: a set of visible nodes would do the same, far slower.
  omitted?.remove();
  const handler = new XmlStringOutputBufferHandler();
  try {
    apex.canonicalize(handler, options);
    return handler.result;
  } catch (error) {
    return { error: String(error) };
  }
}

function follow(element, path) {
  return path.reduce(
    (parent, index) => children(parent).filter((child) => child instanceof XmlElement)[index],
    element,
  );
}

function children(element) {
  const found = [];
  for (let child = element.firstChild; child; child = child.next) found.push(child);
  return found;
}

function elementTree(element) {
  return {
    name: [element.prefix, element.name, element.namespaceUri],
    attributes: element.attrs.map((one) => [one.prefix, one.name, one.namespaceUri, one.value]),
    declarations: Object.entries(element.nsDeclarations).sort(),
    children: children(element).map(nodeTree),
  };
}

function nodeTree(node) {
  if (node instanceof XmlElement) return elementTree(node);
  if (node instanceof XmlComment) return { comment: node.content };
  if (node instanceof XmlText || node instanceof XmlCData) return { text: node.content };
  return { other: node.constructor.name };
}
