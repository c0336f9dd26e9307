import type { Reach } from '../assignments/index.js';
import type { Locale } from '../platform/caller.js';
import { StackedBar, type BarPart } from '../platform/components/bar.js';
import { DirectiveTag, Tag } from '../platform/components/state.js';
import { dateWords } from '../platform/components/when.js';
import { countWords, frameWords, wordsOf } from '../platform/components/words.js';
import type { GraphNode, Relation } from './graph.rules.js';
import { en } from './words.en.js';
import { vi, type BasesWords } from './words.vi.js';

export const basesWords = (locale: Locale): BasesWords => (locale === 'vi' ? vi : en);

/** The kind of a paper known by its code only, where the symbol begins with it: `40/KH-BCĐ` is a plan. */
function kindIn(code: string, kinds: Record<string, string>): string | null {
  const [, ...parts] = code.split(/[/-]/).map((part) => part.trim());
  return parts.find((part) => part !== 'CV' && Object.hasOwn(kinds, part)) ?? null;
}

/** `Kế hoạch 40/KH-BCĐ`. */
export function nameOf(node: GraphNode, locale: Locale): string {
  const { kinds } = frameWords(locale);
  const kind = node.kind ?? (node.code === null ? null : kindIn(node.code, kinds));
  const code = node.code ?? `(${basesWords(locale).noCode})`;
  return kind === null ? code : `${wordsOf(kinds, kind)} ${code}`;
}

export const dateOf = ({ datedOn }: GraphNode, locale: Locale): string =>
  datedOn === null ? basesWords(locale).noDate : dateWords(datedOn, locale);

/** The graph as seen from a paper; null for a citation that names no paper. */
export function hrefOf({ directiveId, citedPaperId }: GraphNode): string | null {
  if (directiveId) return `/directives/${directiveId}/bases`;
  return citedPaperId ? `/papers/${citedPaperId}` : null;
}

/** In one line: how many of the communes below have it, else of the units. */
export function reachWords({ units, communes }: Reach, locale: Locale): string {
  const words = basesWords(locale).reach;
  const of = communes.total > 0 ? communes : units;
  const [acknowledged, total] = [countWords(of.acknowledged, locale), countWords(of.total, locale)];
  return communes.total > 0 ? words.short(acknowledged, total) : words.shortUnits(acknowledged, total);
}

function ReachLine({ reach, locale }: { reach: Reach; locale: Locale }): JSX.Element {
  const words = basesWords(locale).reach;
  const of = reach.communes.total > 0 ? reach.communes : reach.units;
  const n = (count: number): string => countWords(count, locale);
  const text =
    reach.communes.total > 0
      ? `${words.communes(n(of.acknowledged), n(of.total))}, ${words.sent(n(of.sent))}`
      : words.units(n(of.acknowledged), n(of.total));
  const parts: BarPart[] = [
    { label: words.parts.acknowledged, count: of.acknowledged, tone: 'done' },
    { label: words.parts.sent, count: of.sent - of.acknowledged, tone: 'wait' },
    { label: words.parts.waiting, count: of.total - of.sent, tone: 'idle' },
  ];
  return (
    <div class="reach">
      <StackedBar parts={parts} locale={locale} />
      <span class="reach-words" safe>
        {text}
      </span>
    </div>
  );
}

interface NodeProps {
  node: GraphNode;
  /** Why it hangs on the paper before it. */
  relations: readonly Relation[];
  locale: Locale;
  /** Whether it is the paper that the page is about. */
  self?: boolean;
}

/** One paper of the list, without what hangs on it. */
export function Node({ node, relations, locale, self = false }: NodeProps): JSX.Element {
  const words = basesWords(locale);
  const href = hrefOf(node);
  const about = [dateOf(node, locale), node.issuer ?? ''].filter(Boolean).join(' · ');
  return (
    <div class={node.directiveId ? 'basis' : 'basis basis-cited'}>
      <p class="basis-name">
        {relations.map((relation) => (
          <span class="basis-relation" safe>
            {words.relation[relation]}
          </span>
        ))}
        {href === null || self ? <b safe>{nameOf(node, locale)}</b> : <a href={href} safe>{nameOf(node, locale)}</a>}
      </p>
      <p class="basis-about" safe>
        {about}
      </p>
      {node.subject === null ? null : <p safe>{node.subject}</p>}
      <p class="tags">
        {node.state === null ? (
          <Tag tone="plain" text={node.dispatchId === null ? words.cited : words.kept} />
        ) : (
          <DirectiveTag state={node.state} locale={locale} />
        )}
        {node.directiveId ? (
          <a href={`/directives/${node.directiveId}`} aria-label={`${words.openPaper}: ${nameOf(node, locale)}`} safe>
            {words.openPaper}
          </a>
        ) : node.dispatchId ? (
          <a href={`/dispatches/${node.dispatchId}`} aria-label={`${words.openPaper}: ${nameOf(node, locale)}`} safe>
            {words.openPaper}
          </a>
        ) : null}
      </p>
      {node.reach === null ? null : <ReachLine reach={node.reach} locale={locale} />}
    </div>
  ); // prettier-ignore
}
