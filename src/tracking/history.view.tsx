import { Find, Input, Select, Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { DirectiveTag, type DirectiveState } from '../platform/components/state.js';
import { Timeline, type TimelineEntry } from '../platform/components/timeline.js';
import { When, type Instant } from '../platform/components/when.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { trackingWords } from './progress.view.js';
import type { TrackingWords } from './words.vi.js';

export type KindFilter = keyof TrackingWords['log']['kinds'];

export interface HistoryProps {
  directive: string;
  paper: Paper;
  /** The unit whose history alone is shown. */
  unit: { code: string; name: string } | null;
  /** What the form of filters holds: unit code, kind, ISO date (to its end). */
  filter: { unit: string; kind: KindFilter; at: string };
  entries: readonly TimelineEntry[];
  /** How many entries match, over all pages. */
  total: number;
  nextHref: string | null;
}

function Filters({ props, frame }: { props: HistoryProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale).log;
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  const action = `/directives/${props.directive}/history`;
  return (
    <form method="get" action={action} class="filters no-print">
      <Input name="unit" label={words.unit} value={props.filter.unit} />
      <Select name="kind" label={words.kind} options={kinds} value={props.filter.kind} />
      <Input name="at" label={words.until} value={props.filter.at} type="date" />
      <Submit label={words.apply} icon="search" look="secondary" />
      <a href={action} safe>
        {words.clear}
      </a>
    </form>
  );
}

/** `/directives/:id/history`: every fact in words, oldest first; made to be printed. */
export function historyPage(frame: Frame, props: HistoryProps): string {
  const { locale } = frame;
  const all = trackingWords(locale);
  const words = all.log;
  const name = paperWords(props.paper, locale);
  const title = props.unit ? `${words.of} ${props.unit.name}` : words.title;
  const above = `/directives/${props.directive}`;
  const crumbs = [
    { href: '/directives', text: all.directives },
    { href: above, text: name },
    ...(props.unit ? [{ href: `${above}/history`, text: words.title }] : []),
    { href: null, text: props.unit?.name ?? words.title },
  ];
  const content = (
    <>
      <Crumbs label={all.crumbs} crumbs={crumbs} />
      <div class="heading-row">
        <h1>
          <small safe>{name}</small>
          <span safe>{title}</span>
        </h1>
        <button type="button" class="button button-secondary no-print" data-print="" hidden>
          <Icon name="print" /> <span safe>{frameWords(locale).print}</span>
        </button>
      </div>
      <p class="lead" safe>
        {props.paper.subject}
      </p>
      <Filters props={props} frame={frame} />
      <p class="muted" safe>{`${words.count(countWords(props.total, locale))}. ${words.note}`}</p>
      {props.entries.length === 0 ? (
        <Empty icon="search" title={words.empty} />
      ) : (
        <Timeline entries={props.entries} locale={locale} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  const current = frame.caller?.role === 'auditor' ? 'audit' : 'directives';
  return page({ title: `${title}: ${name}`, frame, content, current });
}

export interface AuditedDirective {
  id: string;
  paper: Paper;
  state: DirectiveState;
  facts: number;
  lastAt: Instant | null;
}

export interface AuditProps {
  items: readonly AuditedDirective[];
  find: string;
  /** The application's database role cannot change the ledger; null where that is not known. */
  isProtected: boolean | null;
  nextHref: string | null;
}

function Audited({ item, frame }: { item: AuditedDirective; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = trackingWords(locale).audit;
  return (
    <tr>
      <td class="cell-main">
        <a href={`/directives/${item.id}/history`} safe>
          {item.paper.subject || frameWords(locale).paper.unread}
        </a>
        <p class="cell-note" safe>
          {paperWords(item.paper, locale)}
        </p>
        <a class="cell-note" href={`/directives/${item.id}`} safe>
          {trackingWords(locale).progress}
        </a>
      </td>
      <td data-label={words.issuer}>
        <span safe>{item.paper.issuer}</span>
        <DirectiveTag state={item.state} locale={locale} />
      </td>
      <td class="number" data-label={words.facts} safe>
        {countWords(item.facts, locale)}
      </td>
      <td data-label={words.last}>{item.lastAt === null ? '–' : <When at={item.lastAt} locale={locale} />}</td>
    </tr>
  );
}

/** `/audit`: where an auditor begins. */
export function auditPage(frame: Frame, props: AuditProps): string {
  const words = trackingWords(frame.locale).audit;
  const heads: readonly (readonly [string, string])[] = [
    [words.papers, ''],
    [words.issuer, ''],
    [words.facts, 'number'],
    [words.last, ''],
  ];
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.isProtected === null ? null : (
        <Note
          tone={props.isProtected ? 'done' : 'warning'}
          text={props.isProtected ? words.protected : words.unprotected}
        />
      )}
      <Find
        action="/audit"
        name="q"
        value={props.find}
        label={words.find}
        button={trackingWords(frame.locale).tree.findButton}
      />
      {props.items.length === 0 ? (
        <Empty icon="history" title={props.find ? words.emptyFound : words.empty} />
      ) : (
        <table class="list cards">
          <TableHead columns={heads} />
          <tbody>
            {props.items.map((item) => (
              <Audited item={item} frame={frame} />
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'audit' });
}
