import { StackedBar, type Outcomes } from '../platform/components/bar.js';
import { Find } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { ReceiptTag, StandingTag, Tag, WorkTag, type Receipt, type Work } from '../platform/components/state.js';
import { countWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import { stageParts, trackingWords, type ProgressCounts } from './progress.view.js';

/** The unit's own assignment, apart from what is below it. */
export interface OwnState {
  receipt: Receipt;
  work: Work;
  owesWork: boolean;
  /** Closed by a reorganisation: the duty is counted where it went. */
  superseded: boolean;
  /** Opened by a reorganisation: such a unit may be in the list with its own duty as well. */
  takenOver: boolean;
  /** Ended because another directive took the place of its own. */
  replaced: boolean;
}

/** One row of the tree: a unit with everything below it. */
export interface ProgressChild extends ProgressCounts {
  unit: string;
  name: string;
  assignment: string | null;
  /** Null for a unit that only groups others and has no assignment of its own. */
  own: OwnState | null;
  /** Whether there is a level below. */
  opens: boolean;
  blocking: boolean;
}

export interface TreeProps {
  directive: string;
  tree: 'new' | 'old';
  /** Whether the two trees differ, and how many duties below moved. */
  reorganised: boolean;
  superseded: number;
  /** From the directive's top to the node looked at; only the top on the first page. */
  above: readonly { code: string; name: string }[];
  /** The node's own assignment; null at the top. */
  own: OwnState | null;
  children: readonly ProgressChild[];
  /** The past instant that is looked at, as the time field wants it; the branches are as of then too. */
  at?: string | null;
  /** What was searched for on this level. */
  find: string;
  nextHref: string | null;
}

const done = (outcomes: Outcomes): number => outcomes.doneOnTime + outcomes.doneLate;
const whole = (outcomes: Outcomes): number => done(outcomes) + outcomes.openInTerm + outcomes.openOverdue;

function Stage({ outcomes, waiting = 0, frame }: { outcomes: Outcomes; waiting?: number; frame: Frame }): JSX.Element {
  const [some, all] = [done(outcomes), whole(outcomes) + waiting];
  if (all === 0) return <span class="muted">–</span>;
  return (
    <span class="stage">
      <StackedBar parts={stageParts(outcomes, waiting, frame.locale)} locale={frame.locale} />
      <span class="stage-figure" safe>{`${countWords(some, frame.locale)}/${countWords(all, frame.locale)}`}</span>
    </span>
  );
}

function Own({ own, frame }: { own: OwnState; frame: Frame }): JSX.Element {
  if (own.superseded) return <Tag tone="plain" text={trackingWords(frame.locale).tree.superseded} />;
  return (
    <span class="tags">
      {own.takenOver ? <Tag tone="plain" text={trackingWords(frame.locale).tree.takenOver} /> : null}
      {own.replaced ? <StandingTag state="superseded" locale={frame.locale} /> : null}
      <ReceiptTag state={own.receipt} locale={frame.locale} />
      {own.receipt === 'acknowledged' && own.owesWork ? <WorkTag state={own.work} locale={frame.locale} /> : null}
    </span>
  );
}

function Late({ child, frame }: { child: ProgressChild; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale);
  const [receipt, work] = [child.receiptOutcome.openOverdue, child.workOutcome.openOverdue];
  const relay = child.relay?.silent ?? 0;
  if (receipt + work + relay === 0) return <span class="muted">0</span>;
  return (
    <span class="late-counts">
      {receipt > 0 ? <Tag tone="late" text={`${words.receipt}: ${countWords(receipt, frame.locale)}`} /> : null}
      {relay > 0 ? <Tag tone="late" text={`${words.relay}: ${countWords(relay, frame.locale)}`} /> : null}
      {work > 0 ? <Tag tone="late" text={`${words.work}: ${countWords(work, frame.locale)}`} /> : null}
    </span>
  );
}

/** Where a branch is, in the tree that is being read. */
const branchOf = ({ directive, tree, at }: Pick<TreeProps, 'directive' | 'tree' | 'at'>, unit?: string): string => {
  const query = new URLSearchParams({
    ...(unit ? { under: unit } : {}),
    ...(tree === 'old' ? { tree } : {}),
    ...(at ? { at } : {}),
  }).toString();
  return `/directives/${directive}${query === '' ? '' : `?${query}`}`;
};

function Row({ child, props, frame }: { child: ProgressChild; props: TreeProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale);
  const { directive } = props;
  const branch = branchOf(props, child.unit);
  const href = child.opens
    ? branch
    : child.assignment === null
      ? null
      : `/directives/${directive}/history?unit=${encodeURIComponent(child.unit)}`;
  return (
    <tr class={child.blocking ? 'row-blocking' : ''}>
      <th scope="row" class="cell-main">
        {href === null ? <span safe>{child.name}</span> : <a href={href} safe>{child.name}</a>}
        <span class="tags">
          {child.blocking ? (
            <span class="tag tone-late">
              <Icon name="hourglass" />
              <span safe>{words.blocking.mark}</span>
            </span>
          ) : null}
          {child.own === null ? null : <Own own={child.own} frame={frame} />}
        </span>
      </th>
      <td class="number" data-label={words.tree.total} safe>
        {countWords(child.total, frame.locale)}
      </td>
      <td data-label={words.receipt}>
        <Stage outcomes={child.receiptOutcome} waiting={child.waits?.receipt ?? 0} frame={frame} />
      </td>
      <td data-label={words.work}>
        <Stage outcomes={child.workOutcome} waiting={child.waits?.work ?? 0} frame={frame} />
      </td>
      <td data-label={words.tree.overdue}>
        <Late child={child} frame={frame} />
      </td>
    </tr>
  ); // prettier-ignore
}

function Table({ props, frame }: { props: TreeProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale);
  const columns: readonly (readonly [string, string])[] = [
    [words.tree.unit, ''], [words.tree.total, 'number'], [words.receipt, 'col-bar'], [words.work, 'col-bar'], [words.tree.overdue, 'col-late'],
  ]; // prettier-ignore
  return (
    <table class="list cards tree" aria-labelledby="tree-title">
      <TableHead columns={columns} />
      <tbody>
        {props.children.map((child) => (
          <Row child={child} props={props} frame={frame} />
        ))}
      </tbody>
    </table>
  );
}

function FindUnit({ props, frame }: { props: TreeProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale).tree;
  const under = props.above.length > 1 ? props.above.at(-1)?.code : undefined;
  const action = `/directives/${props.directive}`;
  const kept: Record<string, string> = {
    ...(under === undefined ? {} : { under }),
    ...(props.tree === 'old' ? { tree: props.tree } : {}),
    ...(props.at ? { at: props.at } : {}),
  };
  return <Find action={action} name="q" value={props.find} label={words.find} button={words.findButton} kept={kept} />;
}

/** By which tree to read: offered only where a reorganisation made them differ. */
function TreeChoice({ props, frame }: { props: TreeProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale).tree;
  if (!props.reorganised) return <></>;
  return (
    <>
      <nav class="tabs" aria-label={words.readBy}>
        <ul>
          {(['new', 'old'] as const).map((tree) => (
            <li>
              <a
                href={`${branchOf({ ...props, tree })}#tree`}
                aria-current={tree === props.tree ? 'true' : undefined}
                safe
              >
                {`${words.readBy}: ${words.states[tree]}`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="muted" safe>
        {[
          words.sameTotals,
          ...(props.superseded > 0 ? [words.supersededCount(countWords(props.superseded, frame.locale))] : []),
        ].join(' ')}
      </p>
    </>
  );
}

/** The level below a node: each unit with its branch in numbers and bars, and the way further down. */
export function Tree({ props, frame }: { props: TreeProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale);
  const here = props.above.length - 1;
  const crumbs = props.above.map(({ code, name }, i) => ({
    text: name,
    href: i === here ? null : branchOf(props, i === 0 ? undefined : code),
  }));
  const few = props.children.length < 12 && props.nextHref === null && props.find === '';
  return (
    <section id="tree">
      <div class="heading-row">
        <h2 id="tree-title" safe>
          {words.tree.title}
        </h2>
        {few ? null : <FindUnit props={props} frame={frame} />}
      </div>
      <TreeChoice props={props} frame={frame} />
      {here > 0 ? <Crumbs label={words.tree.title} crumbs={crumbs} /> : null}
      {props.own === null ? null : (
        <p class="own">
          <span safe>{words.tree.self}</span> <Own own={props.own} frame={frame} />
        </p>
      )}
      {props.children.length > 0 ? (
        <Table props={props} frame={frame} />
      ) : props.find ? (
        <Empty icon="search" title={words.tree.notFound} />
      ) : (
        <Empty icon="tree" title={words.tree.none} text={words.tree.noneText} />
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </section>
  );
}
