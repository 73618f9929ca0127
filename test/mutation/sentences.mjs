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

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'sentences', {
    shouldIgnore(path) {
      const isText = path.isStringLiteral() || path.isTemplateLiteral();
      return isText && isMadeIntoRefusal(path) ? 'a sentence for people' : undefined;
    },
  }),
];
