import type { Screen } from '../screen/screen';
import type { Block } from './read-blocks';
import { guidesPath } from './guide-address';
import { GuideText } from './guide-text';

export interface GuidePageProps {
  readonly screen: Screen;
  readonly alias: string;
  /** Without its ending. */
  readonly guide: string;
  readonly blocks: readonly Block[];
  /** The step of the set-up that has the same values to be copied; undefined where the viewer does not get there. */
  readonly stepHref: string | undefined;
}

/** A guide of `docs/guides`, in English for everybody: screens of products are named as they are. */
export function GuidePage({ screen, alias, guide, blocks, stepHref }: GuidePageProps) {
  const texts = screen.texts.guides;
  const [title, ...others] = blocks;
  return (
    <>
      {title ? <Shown block={title} alias={alias} guide={guide} /> : null}
      <p class="hint">{texts.lead}</p>
      <p>
        <a href={guidesPath(alias)}>{texts.title}</a>
        {stepHref === undefined ? null : (
          <>
            {' · '}
            <a href={stepHref}>{texts.step}</a>
          </>
        )}
      </p>
      <div lang="en">
        <Blocks blocks={others} alias={alias} guide={guide} />
      </div>
    </>
  );
}

interface Place {
  readonly alias: string;
  readonly guide: string;
}

function Blocks({ blocks, ...place }: Place & { readonly blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <Shown key={index} block={block} {...place} />
      ))}
    </>
  );
}

function Shown({ block, ...place }: Place & { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading block={block} {...place} />;
    case 'paragraph':
      return (
        <p>
          <GuideText {...place} text={block.text} />
        </p>
      );
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list':
      return <Listed block={block} {...place} />;
    case 'table':
      return <Table block={block} {...place} />;
  }
}

type Of<Kind extends Block['kind']> = Place & { readonly block: Extract<Block, { kind: Kind }> };

function Heading({ block: { level, text, id }, ...place }: Of<'heading'>) {
  const content = <GuideText {...place} text={text} />;
  if (level === 1)
    return (
      <h1 id={id} lang="en">
        {content}
      </h1>
    );
  if (level === 2) return <h2 id={id}>{content}</h2>;
  return <h3 id={id}>{content}</h3>;
}

function Listed({ block: { isOrdered, items }, ...place }: Of<'list'>) {
  const rows = items.map((blocks, index) => (
    <li key={index}>
      <Blocks blocks={blocks} {...place} />
    </li>
  ));
  return isOrdered ? <ol>{rows}</ol> : <ul>{rows}</ul>;
}

function Table({ block: { columns, rows }, ...place }: Of<'table'>) {
  const label = columns.filter((column) => column !== '').join(', ');
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      <table class="striped">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <Cell key={index} scope={column === '' ? undefined : 'col'} text={column} {...place} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((text, column) => (
                <Cell key={column} scope={column === 0 ? 'row' : undefined} text={text} {...place} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  scope,
  text,
  ...place
}: Place & { readonly scope: 'col' | 'row' | undefined; readonly text: string }) {
  const content = <GuideText {...place} text={text} />;
  return scope ? <th scope={scope}>{content}</th> : <td>{content}</td>;
}
