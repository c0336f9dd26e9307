import type { Locale } from '../platform/caller.js';
import { Empty, NextLink, Note } from '../platform/components/parts.js';
import { paperWords, Urgency, type Paper } from '../platform/components/paper.js';
import {
  ReceiptTag,
  StandingTag,
  WorkTag,
  type AddresseeRole,
  type Receipt,
  type Relay,
  type Standing,
  type Work,
} from '../platform/components/state.js';
import { asDate, dateWords, Due, lateHint, type Instant } from '../platform/components/when.js';
import { countWords, frameWords } from '../platform/components/words.js';
import type { IsoDate } from '../platform/vn-time.js';
import { page, type Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type AssignmentWords } from './words.vi.js';

export const assignmentWords = (locale: Locale): AssignmentWords => (locale === 'vi' ? vi : en);

/** The columns of an assignment that say what is owed. */
export interface DutyState {
  role: AddresseeRole;
  receipt: Receipt;
  relay: Relay;
  work: Work;
  standing: Standing;
  receiptDueAt: Instant | null;
  workDueAt: Instant | null;
  /** By when it is to have passed the paper on; null where no term runs. */
  relayTermAt?: Instant | null;
  /** When it is to have answered whether it gives the paper back. */
  recallDueAt?: Instant | null;
  /** The version of what the directive asks that was acknowledged last; null where none was yet. */
  acknowledgedVersion: number | null;
  acknowledgedAt?: Instant | null;
  /** Since when its clock stands; null while it runs. */
  pausedAt?: Instant | null;
  /** A deadline lies in a year whose days off are not announced yet. */
  provisionalOf?: { receipt: boolean; work: boolean };
}

export interface InboxItem extends DutyState {
  id: string;
  paper: Paper;
  arrivalNumber: number | null;
  /** The unit that had the duty, where it has gone up in the reader's own. */
  formerUnit?: string | null;
}

export type InboxFilter = keyof AssignmentWords['inbox']['filters'];

export interface InboxProps {
  items: readonly InboxItem[];
  /** Units that a reorganisation lately joined to the reader's. */
  joined?: readonly { former: string; unit: string; effectiveOn: IsoDate; duties: number }[];
  /** Things that other units see to that this one does, and that are left. */
  supervised?: number;
  filter: InboxFilter;
  /** How many there are under each filter, where counted. */
  filterCounts?: Partial<Record<InboxFilter, number>>;
  /** Path and query of the next page. */
  nextHref: string | null;
}

/** It was acknowledged before: what it asks was amended, or nothing followed and the acknowledgement has expired. */
export const isAgain = (duty: Pick<DutyState, 'acknowledgedVersion'>): boolean => duty.acknowledgedVersion !== null;

/** The next thing a unit owes, and by when; `nothing` has no deadline. */
export function nextOwed(duty: DutyState): { what: keyof AssignmentWords['owes']; dueAt: Instant | null } {
  if (duty.standing === 'recallRequested') return { what: 'giveBack', dueAt: duty.recallDueAt ?? null };
  if (duty.standing !== 'inForce' || duty.receipt === 'returned' || duty.receipt === 'expected')
    return { what: 'nothing', dueAt: null };
  if (duty.receipt !== 'acknowledged')
    return { what: isAgain(duty) ? 'acknowledgeAgain' : 'acknowledge', dueAt: duty.receiptDueAt };
  if (duty.role !== 'action') return { what: 'nothing', dueAt: null };
  if (duty.work === 'sentBack') return { what: 'redo', dueAt: duty.workDueAt };
  if (duty.work === 'reported') return { what: 'review', dueAt: null };
  if (duty.work === 'waitingOnIssuer') return { what: 'answer', dueAt: null };
  if (duty.work === 'accepted' || duty.work === 'notApplicable') return { what: 'nothing', dueAt: null };
  if (duty.relay === 'owed' || duty.relay === 'silent' || duty.relay === 'partly')
    return { what: 'relay', dueAt: duty.relayTermAt ?? duty.workDueAt };
  return { what: duty.work === 'implemented' ? 'report' : 'work', dueAt: duty.workDueAt };
}

/** What a deadline of a duty says while its clock stands. */
export const stopped = ({ pausedAt }: Pick<DutyState, 'pausedAt'>): { since: Instant } | null =>
  pausedAt ? { since: pausedAt } : null;

const WORK_LEFT: ReadonlySet<Work> = new Set(['notStarted', 'assigned', 'implementing', 'sentBack']);

/** Its work is late already, and waits besides for an acknowledgement given anew. */
const isLateAndAgain = (duty: DutyState, now: Instant): boolean =>
  nextOwed(duty).what === 'acknowledgeAgain' &&
  duty.role === 'action' &&
  WORK_LEFT.has(duty.work) &&
  duty.workDueAt !== null &&
  asDate(duty.workDueAt) < asDate(now);

type Received = Pick<DutyState, 'receipt' | 'receiptDueAt' | 'acknowledgedAt'>;

/** How late a paper was registered, as a list says it; null where it was in time, or is not registered. */
export function receivedLate({ receipt, receiptDueAt, acknowledgedAt }: Received, locale: Locale): string | null {
  if (receipt !== 'acknowledged' || !acknowledgedAt) return null;
  const late = lateHint(acknowledgedAt, receiptDueAt, locale);
  return late === null ? null : assignmentWords(locale).inbox.receivedLate(late);
}

export function ReceivedLate({ duty, locale }: { duty: Received; locale: Locale }): JSX.Element {
  const late = receivedLate(duty, locale);
  if (late === null) return <></>;
  return (
    <span class="hint hint-late" safe>
      {late}
    </span>
  );
}

const FILTERS: readonly InboxFilter[] = ['open', 'askedBack', 'unacknowledged', 'overdue', 'all', 'moved'];
/** Shown only where there are any. */
const RARE: ReadonlySet<InboxFilter> = new Set(['askedBack', 'moved']);

type Group = 'askedBack' | 'overdue' | 'urgent' | 'open' | 'settled';
const GROUPS: readonly Group[] = ['askedBack', 'overdue', 'urgent', 'open', 'settled'];

function groupOf(item: InboxItem, now: Instant): Group {
  const owed = nextOwed(item);
  if (owed.what === 'giveBack') return 'askedBack';
  if (owed.what === 'nothing' || owed.what === 'review' || owed.what === 'answer') return 'settled';
  if ((owed.dueAt !== null && asDate(owed.dueAt) < asDate(now)) || isLateAndAgain(item, now)) return 'overdue';
  return item.paper.urgency ? 'urgent' : 'open';
}

function Row({ item, frame }: { item: InboxItem; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = assignmentWords(locale);
  const owed = nextOwed(item);
  return (
    <tr>
      <td class="cell-main">
        <a href={`/assignments/${item.id}`} safe>
          {item.paper.subject || frameWords(locale).paper.unread}
        </a>
        <p class="cell-note">
          <Urgency urgency={item.paper.urgency} />{' '}
          <span safe>{`${paperWords(item.paper, locale)} ${words.inbox.from} ${item.paper.issuer}`}</span>
          {item.formerUnit ? <span safe>{` · ${words.inbox.former(item.formerUnit)}`}</span> : null}
          {item.arrivalNumber === null ? null : (
            <span class="arrival" safe>
              {words.inbox.arrival(String(item.arrivalNumber))}
            </span>
          )}
        </p>
      </td>
      <td data-label={words.inbox.columns.owes}>
        <b class="owes" safe>
          {words.owes[owed.what]}
        </b>
        {item.standing !== 'inForce' ? (
          <StandingTag state={item.standing} locale={locale} />
        ) : item.receipt === 'acknowledged' && item.role === 'action' ? (
          <WorkTag state={item.work} locale={locale} />
        ) : (
          <ReceiptTag state={item.receipt} locale={locale} />
        )}{' '}
        <ReceivedLate duty={item} locale={locale} />
      </td>
      <td data-label={words.inbox.columns.due}>
        <Due
          at={owed.dueAt}
          now={frame.now}
          locale={locale}
          paused={stopped(item)}
          provisional={item.provisionalOf?.[item.receipt === 'acknowledged' ? 'work' : 'receipt']}
        />
        {isLateAndAgain(item, frame.now) ? (
          <p class="cell-note">
            <span safe>{words.one.workDue}</span>{' '}
            <Due at={item.workDueAt} now={frame.now} locale={locale} paused={stopped(item)} />
          </p>
        ) : null}
      </td>
    </tr>
  );
}

function Section({ group, items, frame }: { group: Group; items: readonly InboxItem[]; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale).inbox;
  if (items.length === 0) return <></>;
  return (
    <section class={`inbox inbox-${group}`} aria-labelledby={`inbox-${group}`}>
      <h2 id={`inbox-${group}`}>
        <span safe>{words[group]}</span> <span class="count">{items.length}</span>
      </h2>
      <table class="list cards">
        <thead>
          <tr>
            <th scope="col" safe>
              {words.columns.paper}
            </th>
            <th scope="col" class="col-state" safe>
              {words.columns.owes}
            </th>
            <th scope="col" class="col-due" safe>
              {words.columns.due}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row item={item} frame={frame} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Filters({ props, frame }: { props: InboxProps; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale).inbox;
  const isThere = (filter: InboxFilter): boolean => filter === props.filter || (props.filterCounts?.[filter] ?? 0) > 0;
  const shown = FILTERS.filter((filter) => !RARE.has(filter) || isThere(filter));
  return (
    <nav class="tabs" aria-label={words.show}>
      <ul>
        {shown.map((filter) => (
          <li>
            <a href={`/assignments?show=${filter}`} aria-current={filter === props.filter ? 'true' : undefined}>
              <span safe>{words.filters[filter]}</span>
              {props.filterCounts?.[filter] === undefined ? null : (
                <span class="count" safe>
                  {countWords(props.filterCounts[filter], frame.locale)}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What a reorganisation lately brought the unit: people of a unit that went up in it look for their duties here. */
function JoinedUnits({ props, frame }: { props: InboxProps; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale).inbox;
  const { joined = [] } = props;
  if (joined.length === 0) return <></>;
  return (
    <Note tone="plain" title={words.joinedTitle} text="">
      {joined.map(({ former, unit, effectiveOn, duties }) => (
        <p safe>
          {words.joined({
            former,
            unit,
            day: dateWords(effectiveOn, frame.locale),
            duties: countWords(duties, frame.locale),
          })}
        </p>
      ))}
      {joined.some(({ duties }) => duties > 0) ? (
        <p>
          <a href="/assignments?show=moved" safe>
            {words.joinedOpen}
          </a>
        </p>
      ) : null}
    </Note>
  );
}

/** `/assignments`: what a unit owes and by when; overdue first, urgent apart. */
export function inboxPage(frame: Frame, props: InboxProps): string {
  const words = assignmentWords(frame.locale).inbox;
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead">
        <span safe>{words.intro}</span>{' '}
        <a href="/deadlines" safe>
          {words.calendar}
        </a>
        {' · '}
        <a href="/digest" safe>
          {words.digest}
        </a>
      </p>
      <JoinedUnits props={props} frame={frame} />
      {props.supervised ? (
        <p>
          <a href="/supervised?left=true" safe>
            {words.supervised(countWords(props.supervised, frame.locale))}
          </a>
        </p>
      ) : null}
      <Filters props={props} frame={frame} />
      {props.items.length === 0 ? (
        props.filter === 'open' ? (
          <Empty icon="done" title={words.empty} text={words.emptyText} />
        ) : (
          <Empty icon="search" title={words.emptyFiltered} />
        )
      ) : (
        GROUPS.map((group) => (
          <Section group={group} items={props.items.filter((i) => groupOf(i, frame.now) === group)} frame={frame} />
        ))
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'assignments' });
}
