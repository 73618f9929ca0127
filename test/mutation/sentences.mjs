import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What a refusal is made by. Its sentences are for people: no test holds their words, so no mutant of them counts. */
const REFUSALS =
  /^(SamlRefusal|XmlError|MetadataError|malformed|invalidSignature|missingBearer|wrongAudience|misplaced|orMalformed|error)$/;

const calleeOf = ({ callee }) => callee.name ?? callee.property?.name ?? '';

const isMadeIntoRefusal = (path) =>
  path.findParent(
    (parent) =>
      (parent.isNewExpression() || parent.isCallExpression()) && REFUSALS.test(calleeOf(parent.node)),
  ) !== null;

/** Sentences that are made before they are thrown or answered. */
const SENTENCES = /^(expected|actual|hint|message|sentence)$/;

const isNamedAsSentence = (path) =>
  path.findParent(
    ({ node }) =>
      (node.type === 'VariableDeclarator' && SENTENCES.test(node.id.name ?? '')) ||
      (node.type === 'ObjectProperty' && SENTENCES.test(node.key.name ?? '')),
  ) !== null;

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sentences', {
    shouldIgnore(path) {
      const isText = path.isStringLiteral() || path.isTemplateLiteral();
      return isText && (isMadeIntoRefusal(path) || isNamedAsSentence(path))
        ? 'a sentence for people'
        : undefined;
    },
  }),
];
