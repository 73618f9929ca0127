/** A part of a guide. What is inside of a text is read where it is shown. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

const HEADING = /^(#{1,4}) (.+)$/;
const FENCE = /^```\w*$/;
const ITEM = /^(- |\d+\. )(.*)$/;
const ROW = /^\|.*\|$/;
const RULE = /^\|( -+ \|)+$/;
/** Markdown that our guides do without: quotations, pictures, rules, HTML. */
const FOREIGN = /^(>|!\[|-{3,}$|\*{3,}$|<(?!https:)[a-z/!])/i;

/** Reads the Markdown that our guides are written in, and throws at any other. */
export function readBlocks(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  while (lines.length > 0) {
    const block = takeBlock(lines);
    if (block) blocks.push(block);
  }
  return blocks;
}

function takeBlock(lines: string[]): Block | undefined {
  const [line = ''] = lines;
  if (line.trim() === '') {
    lines.shift();
    return undefined;
  }
  if (FOREIGN.test(line) || line.startsWith(' '))
    throw new Error(`a guide has a line of another kind: ${line}`);
  if (FENCE.test(line)) return takeCode(lines);
  if (ROW.test(line)) return takeTable(lines);
  const item = ITEM.exec(line);
  if (item) return takeList(lines, item[1] !== '- ');
  return takeHeading(lines) ?? { kind: 'paragraph', text: takeWhile(lines, isOfParagraph).join(' ') };
}

function takeHeading(lines: string[]): Block | undefined {
  const [, marks, text] = HEADING.exec(lines[0] ?? '') ?? [];
  if (marks === undefined || text === undefined) return undefined;
  lines.shift();
  return { kind: 'heading', level: marks.length, text, id: anchorOf(text) };
}

/** As GitHub makes it, since the guides' own links go by that. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function takeCode(lines: string[]): Block {
  lines.shift();
  const code = takeWhile(lines, (line) => line !== '```');
  if (lines.shift() === undefined) throw new Error('a guide has code without an end');
  return { kind: 'code', text: code.join('\n') };
}

function takeTable(lines: string[]): Block {
  const [head = '', rule = '', ...rows] = takeWhile(lines, (line) => ROW.test(line));
  if (!RULE.test(rule)) throw new Error(`a guide has a table without a head: ${head}`);
  return { kind: 'table', columns: cellsOf(head), rows: rows.map(cellsOf) };
}

function cellsOf(row: string): string[] {
  return row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** An item goes on where the lines are set in as far as its text; what is set in is read like the rest. */
function takeList(lines: string[], isOrdered: boolean): Block {
  const items: Block[][] = [];
  for (let item = ITEM.exec(lines[0] ?? ''); item; item = ITEM.exec(lines[0] ?? '')) {
    const [, mark = '', first = ''] = item;
    if ((mark !== '- ') !== isOrdered) break;
    const inset = ' '.repeat(mark.length);
    lines.shift();
    const rest = takeWhile(
      lines,
      (line, next) => line.startsWith(inset) || (line === '' && next.startsWith(inset)),
    );
    items.push(readBlocks([first, ...rest.map((line) => line.slice(inset.length))].join('\n')));
    if (lines[0] === '' && ITEM.test(lines[1] ?? '')) lines.shift();
  }
  return { kind: 'list', isOrdered, items };
}

function isOfParagraph(line: string): boolean {
  return line.trim() !== '' && ![HEADING, FENCE, ROW, ITEM].some((other) => other.test(line));
}

function takeWhile(lines: string[], isOf: (line: string, next: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => !isOf(line, lines[index + 1] ?? ''));
  return lines.splice(0, end < 0 ? lines.length : end);
}
