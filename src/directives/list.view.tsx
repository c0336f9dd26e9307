import type { Locale } from '../platform/caller.js';
import { outcomeParts, StackedBar, type Outcomes } from '../platform/components/bar.js';
import { Find } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Empty, NextLink, TableHead } from '../platform/components/parts.js';
import { paperWords, Urgency, type Paper } from '../platform/components/paper.js';
import { DirectiveTag, Tag, type DirectiveState } from '../platform/components/state.js';
import { When, type Instant } from '../platform/components/when.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type DirectiveWords } from './words.vi.js';

export const directiveWords = (locale: Locale): DirectiveWords => (locale === 'vi' ? vi : en);

export interface DirectiveLine {
  id: string;
  paper: Paper;
  state: DirectiveState;
  issuedAt: Instant | null;
  /** Null while it is a draft. */
  receiptOutcome: Outcomes | null;
  workOutcome: Outcomes | null;
  /** The act that waits for a second person. */
  pending?: 'issue' | 'recall' | undefined;
}

export interface DirectivesProps {
  items: readonly DirectiveLine[];
  find: string;
  mayDraft: boolean;
  /** Acts of the office that wait for a second person. */
  waiting?: number;
  nextHref: string | null;
}

const isDraft = (state: DirectiveState): boolean => state === 'drafted' || state === 'signed' || state === 'numbered';

function Stage({ outcomes, frame }: { outcomes: Outcomes | null; frame: Frame }): JSX.Element {
  if (outcomes === null) return <span class="muted">–</span>;
  const done = outcomes.doneOnTime + outcomes.doneLate;
  const whole = done + outcomes.openInTerm + outcomes.openOverdue;
  return (
    <span class="stage">
      <StackedBar parts={outcomeParts(outcomes, frame.locale)} locale={frame.locale} />
      <span class="stage-figure" safe>{`${countWords(done, frame.locale)}/${countWords(whole, frame.locale)}`}</span>
    </span>
  );
}

function Late({ item, frame }: { item: DirectiveLine; frame: Frame }): JSX.Element {
  const words = directiveWords(frame.locale).list;
  const stages = [
    [words.receipt, item.receiptOutcome?.openOverdue ?? 0],
    [words.work, item.workOutcome?.openOverdue ?? 0],
  ] as const;
  const late = stages.filter(([, count]) => count > 0);
  if (late.length === 0) return <span class="muted">{item.receiptOutcome === null ? '–' : '0'}</span>;
  return (
    <span class="late-counts">
      {late.map(([stage, count]) => (
        <Tag tone="late" text={`${stage}: ${countWords(count, frame.locale)}`} />
      ))}
    </span>
  );
}

function Row({ item, frame }: { item: DirectiveLine; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = directiveWords(locale).list;
  const draft = isDraft(item.state);
  return (
    <tr>
      <th scope="row" class="cell-main">
        <a href={draft ? `/directives/${item.id}/preview` : `/directives/${item.id}`} safe>
          {item.paper.subject || frameWords(locale).paper.unread}
        </a>
        <p class="cell-note">
          <Urgency urgency={item.paper.urgency} />{' '}
          <span safe>{`${paperWords(item.paper, locale)}, ${item.paper.issuer}`}</span>
        </p>
        <p class="cell-note">
          <DirectiveTag state={item.state} locale={locale} />{' '}
          {item.pending === undefined ? null : <Tag tone="wait" text={words.pending[item.pending]} />}{' '}
          {item.issuedAt === null ? null : (
            <span>
              <span safe>{words.issuedAt}</span> <When at={item.issuedAt} locale={locale} />
            </span>
          )}
        </p>
      </th>
      <td data-label={words.receipt}>
        <Stage outcomes={item.receiptOutcome} frame={frame} />
      </td>
      <td data-label={words.work}>
        <Stage outcomes={item.workOutcome} frame={frame} />
      </td>
      <td data-label={words.overdue}>
        <Late item={item} frame={frame} />
      </td>
    </tr>
  );
}

const NewLink = ({ words }: { words: DirectiveWords['list'] }): JSX.Element => (
  <a class="button button-primary" href="/directives/new">
    <Icon name="upload" /> <span safe>{words.new}</span>
  </a>
);

function Table({ props, frame }: { props: DirectivesProps; frame: Frame }): JSX.Element {
  const words = directiveWords(frame.locale).list;
  const heads: readonly (readonly [string, string])[] = [
    [words.paper, ''],
    [words.receipt, 'col-bar'],
    [words.work, 'col-bar'],
    [words.overdue, 'col-late'],
  ];
  return (
    <table class="list cards">
      <TableHead columns={heads} />
      <tbody>
        {props.items.map((item) => (
          <Row item={item} frame={frame} />
        ))}
      </tbody>
    </table>
  );
}

function Nothing({ props, words }: { props: DirectivesProps; words: DirectiveWords['list'] }): JSX.Element {
  if (props.find) return <Empty icon="search" title={words.emptyFound} />;
  if (!props.mayDraft) return <Empty icon="paper" title={words.empty} />;
  return (
    <Empty icon="paper" title={words.empty} text={words.emptyText}>
      <NewLink words={words} />
    </Empty>
  );
}

/** `/directives`: the papers of an issuer with how far each has got. */
export function directivesPage(frame: Frame, props: DirectivesProps): string {
  const words = directiveWords(frame.locale).list;
  const isEmpty = props.items.length === 0;
  const content = (
    <>
      <div class="heading-row">
        <h1 safe>{words.title}</h1>
        {props.mayDraft && !(isEmpty && !props.find) ? (
          <div class="actions">
            <a class="button button-secondary" href="/bulk-acts" safe>
              {words.bulk}
            </a>
            <NewLink words={words} />
          </div>
        ) : null}
      </div>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.waiting ? (
        <p>
          <a href="/approvals" safe>
            {words.waiting(countWords(props.waiting, frame.locale))}
          </a>
        </p>
      ) : null}
      {isEmpty && !props.find ? null : (
        <Find action="/directives" name="q" value={props.find} label={words.find} button={words.findButton} />
      )}
      {isEmpty ? <Nothing props={props} words={words} /> : <Table props={props} frame={frame} />}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'directives' });
}
