import { Crumbs, Facts, NextLink, Note } from '../platform/components/parts.js';
import { ErrorSummary, type FormError } from '../platform/components/form.js';
import { PaperHeading, Tasks, type Paper, type PaperTask } from '../platform/components/paper.js';
import { ReceiptTag, StandingTag, Tag, WorkTag } from '../platform/components/state.js';
import { dateWords, Due, When, type Instant } from '../platform/components/when.js';
import { frameWords } from '../platform/components/words.js';
import { Timeline, type TimelineEntry } from '../platform/components/timeline.js';
import type { IsoDate } from '../platform/vn-time.js';
import { page, type Frame } from '../platform/page.view.js';
import { LetterLinks } from '../letters/index.js';
import { OtherActs, primaryAct, PrimaryAct } from './acts.view.js';
import { assignmentWords, nextOwed, type DutyState } from './inbox.view.js';
import type { AssignmentWords } from './words.vi.js';

/** A unit that this one passed the paper on to. */
export interface ChildAssignment {
  /** Null where the reader may not open it. */
  href: string | null;
  unit: { code: string; name: string };
  receipt: DutyState['receipt'];
  work: DutyState['work'];
  standing: DutyState['standing'];
  receiptDueAt: Instant | null;
}

/** Where the duty comes from and went; `href` is null where the reader may not open it. */
export interface DutyLineage {
  predecessors: readonly DutyRelative[];
  successors: readonly DutyRelative[];
  producers: readonly { name: string; from: IsoDate | null; to: IsoDate | null }[];
}
interface DutyRelative {
  name: string;
  effectiveOn: IsoDate;
  href: string | null;
}

/** `GET /assignments/{id}` of the API with what the page shows beside it. */
export interface AssignmentProps extends DutyState {
  id: string;
  directive: string;
  unit: { code: string; name: string };
  sender: string;
  paper: Paper;
  tasks: readonly (PaperTask & { status: string })[];
  /** The dispatch's own text, where it may be shown. */
  paperText: string | null;
  arrivalNumber: number | null;
  openedAt: Instant;
  lead: string | null;
  coOperating: readonly string[];
  internalDueAt: Instant | null;
  returnReason: string | null;
  note: string | null;
  reviewNote: string | null;
  allowed: readonly string[];
  waitingForRelay: number;
  /** Who of the unit can lead. */
  officers: readonly { id: string; name: string }[];
  version: number;
  lineage: DutyLineage;
  children: readonly ChildAssignment[];
  childrenNextHref: string | null;
  history: readonly TimelineEntry[];
  /** `field` is `<act>-<name>`, e.g. `report-text`. */
  errors?: readonly FormError[];
}

function movedWords({ lineage }: AssignmentProps, words: AssignmentWords, locale: Frame['locale']): string {
  const { successors } = lineage;
  const [first] = successors;
  if (first === undefined) return words.one.next.endedWithUnit;
  const names = successors.map(({ name }) => name).join(', ');
  return words.one.next.moved(names, dateWords(first.effectiveOn, locale));
}

function nextWords(props: AssignmentProps, words: AssignmentWords, locale: Frame['locale']): string {
  const next = words.one.next;
  if (props.standing === 'superseded') return movedWords(props, words, locale);
  if (props.standing !== 'inForce') return next.ended;
  if (props.receipt === 'returned') return next.returned;
  if (props.receipt === 'expected') return next.waiting;
  const { what } = nextOwed(props);
  if (what === 'acknowledge') return next.acknowledge;
  if (what === 'review') return next.reported;
  if (what === 'redo') return next.sentBack;
  if (what === 'relay') return next.relay;
  return what === 'nothing' ? next.done : next.work;
}

function Relatives({ title, relatives, frame }: { title: string; relatives: readonly DutyRelative[]; frame: Frame }) {
  if (relatives.length === 0) return <></>;
  const words = assignmentWords(frame.locale).lineage;
  return (
    <>
      <h3 safe>{title}</h3>
      <ul>
        {relatives.map(({ name, href, effectiveOn }) => (
          <li>
            {href === null ? <span safe>{name}</span> : <a href={href} safe>{name}</a>}{' '}
            <span class="muted" safe>
              {words.since(dateWords(effectiveOn, frame.locale))}
            </span>
          </li>
        ))}
      </ul>
    </>
  ); // prettier-ignore
}

/** What a reorganisation did to the duty, and who has the figures of which part of the period. */
function Lineage({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const { predecessors, successors, producers } = props.lineage;
  if (predecessors.length + successors.length === 0) return <></>;
  const words = assignmentWords(frame.locale).lineage;
  const day = (on: IsoDate | null): string => (on === null ? '…' : dateWords(on, frame.locale));
  return (
    <section class="sheet" aria-labelledby="lineage">
      <h2 id="lineage" safe>
        {words.title}
      </h2>
      <Relatives title={words.predecessors} relatives={predecessors} frame={frame} />
      <Relatives title={words.successors} relatives={successors} frame={frame} />
      {producers.length === 0 ? null : (
        <>
          <h3 safe>{words.producers}</h3>
          <p class="muted" safe>
            {words.producersText}
          </p>
          <ul>
            {producers.map(({ name, from, to }) => (
              <li safe>{words.part(name, day(from), day(to))}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The duties that go on from one that a reorganisation closed, for those who may open them. */
function Successors({ props }: { props: AssignmentProps }): JSX.Element {
  const linked = props.lineage.successors.filter(({ href }) => href !== null);
  if (linked.length === 0) return <></>;
  return (
    <ul>
      {linked.map(({ name, href }) => (
        <li>
          <a href={href!} safe>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Todo({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale);
  const act = primaryAct(props.allowed, props.relay === 'owed' || props.relay === 'partly', props.work === 'sentBack');
  const owed = nextOwed(props);
  return (
    <section class="todo" aria-labelledby="todo">
      <h2 id="todo" safe>
        {words.one.todo}
      </h2>
      <p safe>{nextWords(props, words, frame.locale)}</p>
      {props.standing === 'superseded' ? <Successors props={props} /> : null}
      {owed.dueAt === null ? null : (
        <p class="todo-due">
          <span safe>{props.receipt === 'acknowledged' ? words.one.workDue : words.one.receiptDue}</span>{' '}
          <Due at={owed.dueAt} now={frame.now} locale={frame.locale} />
        </p>
      )}
      {act === null ? null : <PrimaryAct act={act} props={props} locale={frame.locale} />}
      {props.allowed.some((other) => other !== act) ? (
        <>
          <h3 safe>{words.one.acts}</h3>
          <OtherActs but={act} props={props} locale={frame.locale} />
        </>
      ) : null}
    </section>
  );
}

const text = (value: string | null): JSX.Element | null => (value ? <span safe>{value}</span> : null);

function States({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const [words, shared] = [assignmentWords(locale).one, frameWords(locale)];
  const reasons: Record<string, string> = assignmentWords(locale).acts.return.reasons;
  // what was closed runs out no more
  const over = props.standing !== 'inForce';
  const relayTone = props.relay === 'relayed' ? 'done' : props.relay === 'none' ? 'plain' : 'wait';
  return (
    <Facts
      rows={[
        [words.recipient, text(props.unit.name)],
        [words.from, text(props.sender)],
        [words.openedAt, <When at={props.openedAt} locale={locale} />],
        [words.addressedAs, text(shared.role[props.role])],
        [words.arrivalNumber, text(props.arrivalNumber === null ? words.notRegistered : String(props.arrivalNumber))],
        [words.receipt, <ReceiptTag state={props.receipt} locale={locale} />],
        [words.receiptDue, <Due at={props.receiptDueAt} now={frame.now} locale={locale} met={over || props.receipt === 'acknowledged' || props.receipt === 'returned'} />],
        [words.relay, props.relay === 'none' ? null : <Tag tone={relayTone} text={shared.relay[props.relay]} />],
        [words.work, props.role === 'action' ? <WorkTag state={props.work} locale={locale} /> : null],
        [words.workDue, props.role === 'action' ? <Due at={props.workDueAt} now={frame.now} locale={locale} met={over || ['implemented', 'reported', 'accepted', 'notApplicable'].includes(props.work)} /> : null],
        [words.lead, text(props.lead)],
        [words.coOperating, text(props.coOperating.join(', '))],
        [words.internalDue, props.internalDueAt ? <Due at={props.internalDueAt} now={frame.now} locale={locale} met={over} /> : null],
        [words.returnedWhy, props.returnReason ? text([reasons[props.returnReason] ?? props.returnReason, props.note].filter(Boolean).join(': ')) : null],
        [words.sentBackWhy, text(props.reviewNote)],
        [words.standing, props.standing === 'inForce' ? null : props.standing === 'superseded' ? <Tag tone="plain" text={words.moved} /> : <StandingTag state={props.standing} locale={locale} />],
      ]}
    />
  ); // prettier-ignore
}

function Children({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale).one;
  if (props.children.length === 0 && props.relay === 'none') return <></>;
  return (
    <section aria-labelledby="children">
      <h2 id="children" safe>
        {words.children}
      </h2>
      {props.children.length === 0 ? (
        <p class="muted" safe>
          {words.noChildren}
        </p>
      ) : null}
      <ul class="units">
        {props.children.map((child) => (
          <li>
            {child.href ? (
              <a href={child.href} safe>
                {child.unit.name}
              </a>
            ) : (
              <span safe>{child.unit.name}</span>
            )}
            <span class="tags">
              {child.standing === 'inForce' ? (
                <ReceiptTag state={child.receipt} locale={frame.locale} />
              ) : (
                <StandingTag state={child.standing} locale={frame.locale} />
              )}
              {child.receipt === 'acknowledged' ? <WorkTag state={child.work} locale={frame.locale} /> : null}
            </span>
          </li>
        ))}
      </ul>
      <NextLink href={props.childrenNextHref} locale={frame.locale} />
      <LetterLinks letter="forward" href={`/assignments/${props.id}/forward-letter`} locale={frame.locale} />
    </section>
  );
}

/** `/assignments/:id`: the paper, what is owed, the acts that are possible now, and what happened. */
export function assignmentPage(frame: Frame, props: AssignmentProps): string {
  const { locale } = frame;
  const words = assignmentWords(locale).one;
  const title = props.paper.subject || frameWords(locale).paper.unread;
  const crumbs = [
    { href: '/assignments', text: words.back },
    { href: null, text: title },
  ];
  const content = (
    <>
      <Crumbs label={words.crumbs} crumbs={crumbs} />
      <ErrorSummary errors={props.errors ?? []} locale={locale} />
      {props.reviewNote && props.work === 'sentBack' ? (
        <Note tone="warning" title={words.sentBackWhy} text={props.reviewNote} />
      ) : null}
      <div class="split">
        <div>
          <article class="sheet">
            <PaperHeading paper={props.paper} locale={locale} />
            <h2 safe>{frameWords(locale).paper.tasks}</h2>
            <Tasks tasks={props.tasks} locale={locale} />
            {props.paperText ? (
              <details>
                <summary safe>{words.paperText}</summary>
                <div class="paper-text" safe>
                  {props.paperText}
                </div>
              </details>
            ) : null}
            <LetterLinks letter="directive" href={`/directives/${props.directive}/letter`} locale={locale} />
          </article>
          <Lineage props={props} frame={frame} />
          <Children props={props} frame={frame} />
          <section aria-labelledby="own-history">
            <h2 id="own-history" safe>
              {words.ownHistory}
            </h2>
            <Timeline entries={props.history} locale={locale} />
          </section>
        </div>
        <aside class="side">
          <Todo props={props} frame={frame} />
          <section aria-labelledby="states">
            <h2 id="states" safe>
              {words.steps}
            </h2>
            <States props={props} frame={frame} />
          </section>
        </aside>
      </div>
    </>
  );
  return page({ title, frame, content, current: 'assignments' });
}
