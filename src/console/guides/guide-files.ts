import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readBlocks } from './read-blocks';

export interface GuideFile {
  readonly title: string;
  /** Markdown, with the placeholders of all tenants. */
  readonly text: string;
  /** Headings by their anchors. */
  readonly parts: ReadonlyMap<string, string>;
}

/** As far from here as from the built file, beside which the build puts them. */
const DIRECTORY = join(__dirname, '..', '..', '..', 'docs', 'guides');

const guides: ReadonlyMap<string, GuideFile> = new Map(
  readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.md'))
    .map((file) => [basename(file, '.md'), readGuide(readFileSync(join(DIRECTORY, file), 'utf8'))]),
);

/** @param name of the file, without its ending; `README` is the index */
export function findGuide(name: string): GuideFile | undefined {
  return guides.get(name);
}

function readGuide(text: string): GuideFile {
  const headings = readBlocks(text).flatMap((block) => (block.kind === 'heading' ? [block] : []));
  const [title] = headings;
  if (title?.level !== 1) throw new Error('a guide does not begin with its title');
  return { title: title.text, text, parts: new Map(headings.map(({ id, text: part }) => [id, part])) };
}
