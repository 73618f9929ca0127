import type { ComponentChildren } from 'preact';
import { guideAddress, guideTitle } from './guide-address';

/** Code, strong, emphasis, a link, a bare address: in this order. */
const MARKS =
  /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[((?:[^\]`]|`[^`]*`)+)\]\(([^)\s]+)\)|<(https:\/\/[^>\s]+)>/g;

interface GuideTextProps {
  readonly alias: string;
  /** The one that it stands in, without its ending. */
  readonly guide: string;
  readonly text: string;
}

/** One line of a guide, with its marks. */
export function GuideText({ alias, guide, text }: GuideTextProps) {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    parts.push(text.slice(end, match.index), marked({ alias, guide }, match));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}

function marked(at: Omit<GuideTextProps, 'text'>, match: RegExpMatchArray): ComponentChildren {
  const [, code, strong, emphasis, label, target, address] = match;
  if (code !== undefined) return <code>{code}</code>;
  if (strong !== undefined) return <strong>{<GuideText {...at} text={strong} />}</strong>;
  if (emphasis !== undefined) return <em>{<GuideText {...at} text={emphasis} />}</em>;
  if (label !== undefined && target !== undefined) return linked(at, label, target);
  return address === undefined ? null : outside(address, address);
}

function linked(at: Omit<GuideTextProps, 'text'>, label: string, target: string): ComponentChildren {
  // A file's name says nothing here.
  const text = label === target ? guideTitle(target) : <GuideText {...at} text={label} />;
  if (/^https?:\/\//.test(target)) return outside(target, text);
  const address = guideAddress(at.alias, target.startsWith('#') ? `${at.guide}.md${target}` : target);
  if (address !== undefined) return <a href={address}>{text}</a>;
  // It stands in the project's documentation, which the service does not serve.
  return (
    <>
      {text} <span class="fine">({documentOf(target)})</span>
    </>
  );
}

function documentOf(target: string): string {
  const [path = ''] = target.split('#');
  return path.startsWith('../../') ? path.slice('../../'.length) : `docs/${path.slice('../'.length)}`;
}

function outside(address: string, text: ComponentChildren) {
  return (
    <a href={address} rel="noopener noreferrer">
      {text}
    </a>
  );
}
