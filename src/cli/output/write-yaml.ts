import { Document, isScalar, visit } from 'yaml';
import { printable } from '../terminal/printable';

/** A YAML document; control characters in it are escaped, so that it harms no terminal. */
export function writeYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      const isUnsafe = typeof node.value === 'string' && printable(node.value) !== node.value;
      if (isScalar(node) && isUnsafe) node.type = 'QUOTE_DOUBLE';
    },
  });
  return printable(document.toString({ lineWidth: 0 }));
}
