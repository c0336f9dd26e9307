import { dateWords, Due } from '../platform/components/when.js';
import type { Frame } from '../platform/page.view.js';
import { OtherActs, primaryAct, PrimaryAct } from './acts.view.js';
import type { AssignmentProps } from './assignment-props.js';
import { assignmentWords, nextOwed, stopped } from './inbox.view.js';
import { Successors } from './lineage.view.js';
import type { AssignmentWords } from './words.vi.js';

const OWED: ReadonlySet<string> = new Set(['owed', 'silent', 'partly']);

function movedWords({ lineage }: AssignmentProps, words: AssignmentWords, locale: Frame['locale']): string {
  const { successors } = lineage;
  const [first] = successors;
  if (first === undefined) return words.one.next.endedWithUnit;
  const names = successors.map(({ name }) => name).join(', ');
  return words.one.next.moved(names, dateWords(first.effectiveOn, locale));
}

/** What the unit acknowledged is not what is asked now. */
const isAmended = ({ sentVersion, acknowledgedVersion }: AssignmentProps): boolean =>
  acknowledgedVersion !== null && sentVersion > acknowledgedVersion;

function nextWords(props: AssignmentProps, words: AssignmentWords, locale: Frame['locale']): string {
  const next = words.one.next;
  if (props.standing === 'recallRequested') return next.recallRequested;
  if (props.standing === 'superseded' && props.supersededBy === null) return movedWords(props, words, locale);
  if (props.standing !== 'inForce') return next.ended;
  if (props.receipt === 'returned') return next.returned;
  if (props.receipt === 'expected') return next.waiting;
  const { what } = nextOwed(props);
  if (what === 'acknowledge') return next.acknowledge;
  if (what === 'acknowledgeAgain') return isAmended(props) ? next.amended : next.expired;
  if (what === 'review') return next.reported;
  if (what === 'redo') return next.sentBack;
  if (what === 'relay') return next.relay;
  if (what === 'answer') return next.waitingOnIssuer;
  return what === 'nothing' ? next.done : next.work;
}

/** What the unit has to do now, with the acts that are possible. */
export function Todo({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale);
  const act = primaryAct(props.allowed, OWED.has(props.relay), props.work === 'sentBack');
  // the changes come with their own button: nobody acknowledges them unread
  const isElsewhere = act === 'acknowledge' && isAmended(props);
  const safeActs = props.parts.acts;
  const safeRelay = props.parts.relay;
  const owed = nextOwed(props);
  return (
    <section class="todo" aria-labelledby="todo">
      <h2 id="todo" safe>
        {words.one.todo}
      </h2>
      <p safe>{nextWords(props, words, frame.locale)}</p>
      {props.standing === 'superseded' ? <Successors props={props} /> : null}
      {owed.dueAt === null || owed.what === 'giveBack' ? null : (
        <p class="todo-due">
          <span safe>
            {owed.what === 'relay' && props.relayTermAt
              ? words.one.relayDue
              : props.receipt === 'acknowledged'
                ? words.one.workDue
                : words.one.receiptDue}
          </span>{' '}
          <Due at={owed.dueAt} now={frame.now} locale={frame.locale} paused={stopped(props)} />
        </p>
      )}
      {act === null || isElsewhere ? null : <PrimaryAct act={act} props={props} locale={frame.locale} />}
      {safeRelay}
      {props.allowed.some((other) => other !== act) ? (
        <>
          <h3 safe>{words.one.acts}</h3>
          <OtherActs but={act} props={props} locale={frame.locale} />
        </>
      ) : null}
      {safeActs}
    </section>
  );
}
