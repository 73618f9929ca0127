import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { hasWords } from '../../../src/sentences/sentence';

const SOURCES = join(__dirname, '..', '..', '..', 'src');

/** Every text that is said anywhere in the sources, as `say` makes it. */
export function saidInSources(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return [...new Set(files.flatMap((file) => saidIn(join(SOURCES, file))))].filter(hasWords);
}

function saidIn(file: string): string[] {
  const said: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say') said.push(textOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return said;
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce(
    (text, { literal }, place) => `${text}{${place}}${literal.text}`,
    template.head.text,
  );
}
