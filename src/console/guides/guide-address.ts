import { tenantPath } from '../screen/screen';
import { findGuide } from './guide-files';

/** The page of the index. */
const INDEX = 'README';

export function guidesPath(alias: string): string {
  return tenantPath(alias, '/guides');
}

/**
 * Where a guide is read in the console, by its file: `okta.md#set-it-up`, or as a trace has it, `docs/guides/okta.md#set-it-up`.
 * @returns undefined where it is none of the guides
 */
export function guideAddress(alias: string, file: string): string | undefined {
  const [, name, anchor = ''] = /^(?:docs\/guides\/)?([\w-]+)\.md(#.+)?$/.exec(file) ?? [];
  if (name === undefined || !findGuide(name)) return undefined;
  return `${guidesPath(alias)}${name === INDEX ? '' : `/${name}`}${anchor}`;
}

/** Of the same, what it is called: the guide and the part of it. */
export function guideTitle(file: string): string {
  const [, name = '', anchor] = /([\w-]+)\.md(?:#(.+))?$/.exec(file) ?? [];
  const guide = findGuide(name);
  if (!guide) return file;
  const part = anchor === undefined ? undefined : guide.parts.get(anchor);
  return part === undefined ? guide.title : `${guide.title}: ${part}`;
}
