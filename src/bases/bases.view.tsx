import { Crumbs, NextLink, Note } from '../platform/components/parts.js';
import type { Locale } from '../platform/caller.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { Drawing } from './drawing.view.js';
import type { Graph, GraphNode, Relation } from './graph.rules.js';
import { basesWords, hrefOf, nameOf, Node } from './node.view.js';

export interface BasesProps {
  graph: Graph;
  /** Path of this page, to which the cursor of the next one is added. */
  path: string;
}

interface Branch {
  node: GraphNode;
  relations: readonly Relation[];
  /** Shown in full somewhere above already. */
  again: boolean;
  branches: Branch[];
}

/** What hangs on a paper in one direction, each paper in full once. */
function branchesOf({ nodes, edges }: Graph, of: string, way: 'up' | 'down', shown: Set<string>): Branch[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const here = byKey.get(of)!;
  const found = edges.flatMap(({ from, to, relations }): Branch[] => {
    if ((way === 'up' ? from : to) !== of) return [];
    const node = byKey.get(way === 'up' ? to : from)!;
    const onward = way === 'up' ? node.level < here.level : node.level > here.level;
    return onward ? [{ node, relations, again: false, branches: [] }] : [];
  });
  for (const branch of found) {
    branch.again = shown.has(branch.node.key);
    shown.add(branch.node.key);
  }
  for (const branch of found)
    if (!branch.again) branch.branches = branchesOf({ nodes, edges } as Graph, branch.node.key, way, shown);
  return found;
}

function Again({ branch, locale }: { branch: Branch; locale: Locale }): JSX.Element {
  const href = hrefOf(branch.node);
  const name = nameOf(branch.node, locale);
  return (
    <p class="basis">
      {href === null ? <span safe>{name}</span> : <a href={href} safe>{name}</a>}{' '}
      <span class="muted" safe>
        {`(${basesWords(locale).alreadyShown})`}
      </span>
    </p>
  ); // prettier-ignore
}

function Branches({
  branches,
  locale,
  way,
}: {
  branches: readonly Branch[];
  locale: Locale;
  way: 'up' | 'down';
}): JSX.Element {
  const words = basesWords(locale);
  if (branches.length === 0) return <></>;
  return (
    <ul class="bases">
      {branches.map((branch) => (
        <li>
          {branch.again ? (
            <Again branch={branch} locale={locale} />
          ) : (
            <Node node={branch.node} relations={way === 'down' ? branch.relations : []} locale={locale} />
          )}
          <Branches branches={branch.branches} locale={locale} way={way} />
          {way === 'down' && branch.node.more > 0 && !branch.again ? (
            <p class="basis-more">
              <a href={hrefOf(branch.node) ?? ''} safe>
                {words.more(countWords(branch.node.more, locale))}
              </a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** `/directives/:id/bases` and `/papers/:id`: what a paper rests on and what rests on it, drawn and as a list. */
export function basesPage(frame: Frame, { graph, path }: BasesProps): string {
  const { locale } = frame;
  const words = basesWords(locale);
  const root = graph.nodes.find(({ key }) => key === graph.root)!;
  const above = branchesOf(graph, graph.root, 'up', new Set());
  const below = branchesOf(graph, graph.root, 'down', new Set());
  const none = root.directiveId ? words.noneAbove : words.unknownAbove;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: '/directives', text: words.directives },
          ...(root.directiveId ? [{ href: `/directives/${root.directiveId}`, text: nameOf(root, locale) }] : []),
          { href: null, text: words.title },
        ]}
      />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {root.directiveId ? null : <Note tone="plain" text={words.citedText} />}
      {graph.whole ? null : <Note tone="warning" text={words.cut} />}
      {graph.nodes.length > 1 ? <Drawing graph={graph} locale={locale} /> : null}
      <section class="sheet bases-list" aria-labelledby="above">
        <h2 id="above" safe>
          {words.above}
        </h2>
        {above.length === 0 ? <p class="muted" safe>{none}</p> : <Branches branches={above} locale={locale} way="up" />}
        <h2 safe>{words.self}</h2>
        <Node node={root} relations={[]} locale={locale} self />
        <h2 safe>{words.below}</h2>
        {below.length === 0 ? <p class="muted" safe>{words.noneBelow}</p> : <Branches branches={below} locale={locale} way="down" />}
        <NextLink href={graph.nextCursor === null ? null : `${path}?cursor=${graph.nextCursor}`} locale={locale} />
      </section>
    </>
  ); // prettier-ignore
  return page({ title: words.title, frame, content, current: 'directives' });
}
