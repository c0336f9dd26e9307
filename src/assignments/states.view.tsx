import { Facts } from '../platform/components/parts.js';
import { ReceiptTag, StandingTag, Tag, WorkTag } from '../platform/components/state.js';
import { Done, Due, When } from '../platform/components/when.js';
import { frameWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import type { AssignmentProps } from './assignment-props.js';
import { assignmentWords, stopped } from './inbox.view.js';
import type { AssignmentWords } from './words.vi.js';

const text = (value: string | null): JSX.Element | null => (value ? <span safe>{value}</span> : null);

function accountableWords(
  { accountableName, accountableCapacity }: AssignmentProps,
  words: AssignmentWords['one'],
): string {
  if (accountableName === null) return words.nobodyAccountable;
  return accountableCapacity === 'by-delegation' ? words.byDelegation(accountableName) : accountableName;
}

/** Where each side of the duty stands. */
export function States({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const [words, shared] = [assignmentWords(locale).one, frameWords(locale)];
  const reasons: Record<string, string> = assignmentWords(locale).acts.return.reasons;
  // what was closed runs out no more, what is paused or waits for an answer not now
  const over = props.standing !== 'inForce';
  const running = { now: frame.now, locale, paused: stopped(props) };
  const { provisionalOf } = props;
  const relayTone = props.relay === 'relayed' ? 'done' : props.relay === 'silent' ? 'late' : 'wait';
  return (
    <Facts
      rows={[
        [words.recipient, text(props.unit.name)],
        [words.from, text(props.sender)],
        [words.openedAt, <When at={props.openedAt} locale={locale} />],
        [words.addressedAs, text(shared.role[props.role])],
        [words.arrivalNumber, text(props.arrivalNumber === null ? words.notRegistered : String(props.arrivalNumber))],
        [words.accountable, props.receipt === 'acknowledged' ? text(accountableWords(props, words)) : null],
        [words.receipt, <span><ReceiptTag state={props.receipt} locale={locale} />{' '}{props.receipt === 'acknowledged' && props.acknowledgedAt ? <Done at={props.acknowledgedAt} dueAt={props.receiptDueAt} locale={locale} /> : null}</span>],
        [words.receiptDue, <Due at={props.receiptDueAt} {...running} provisional={provisionalOf?.receipt} met={over || props.receipt === 'acknowledged' || props.receipt === 'returned'} />],
        [words.relay, props.relay === 'none' ? null : <Tag tone={relayTone} text={shared.relay[props.relay]} />],
        [words.work, props.role === 'action' ? <WorkTag state={props.work} locale={locale} /> : null],
        [words.workDue, props.role === 'action' ? <Due at={props.workDueAt} {...running} provisional={provisionalOf?.work} met={over || ['implemented', 'reported', 'accepted', 'notApplicable', 'waitingOnIssuer'].includes(props.work)} /> : null],
        [words.lead, text(props.lead)],
        [words.coOperating, text(props.coOperating.join(', '))],
        [words.internalDue, props.internalDueAt ? <Due at={props.internalDueAt} {...running} met={over} /> : null],
        [words.returnedWhy, props.returnReason ? text([reasons[props.returnReason] ?? props.returnReason, props.note].filter(Boolean).join(': ')) : null],
        [words.sentBackWhy, text(props.reviewNote)],
        [words.standing, props.standing === 'inForce' ? null : props.standing === 'superseded' && props.supersededBy === null ? <Tag tone="plain" text={words.moved} /> : <StandingTag state={props.standing} locale={locale} />],
      ]}
    />
  ); // prettier-ignore
}
