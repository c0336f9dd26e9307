import type { Locale } from '../platform/caller.js';
import { Input, Select, Submit, TextArea } from '../platform/components/form.js';
import type { IconName } from '../platform/components/icon.js';
import { Icon } from '../platform/components/icon.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { assignmentWords, isAgain } from './inbox.view.js';
import type { DutyTask } from './tasks/duty-tasks.js';
import { leftOpen } from './tasks/task-class.rules.js';
import { supervisingWords, taskName } from './tasks/tasks.view.js';
import type { AssignmentWords } from './words.vi.js';

/** An act as the API names it. */
export type Act = keyof AssignmentWords['acts'];

export interface ActsProps {
  id: string;
  allowed: readonly string[];
  /** Subordinates that wait for this unit to pass the paper on. */
  waitingForRelay: number;
  /** Who of the unit can lead; empty where nobody has an account. */
  officers: readonly { id: string; name: string }[];
  /** A number that changes with every act: two people on one page do not act twice. */
  version: number;
  /** The version of what the directive asks that the page shows: it is the one that is acknowledged. */
  sentVersion: number;
  /** The version that was acknowledged before, where one was: acknowledging again keeps the arrival number. */
  acknowledgedVersion: number | null;
  /** The unit's own tasks. */
  duty: { tasks: readonly DutyTask[] };
}

const ICONS: Record<Act, IconName> = {
  acknowledge: 'check', return: 'back', assign: 'people', forward: 'forward', start: 'start', complete: 'done',
  'not-applicable': 'refuse', report: 'reports', ask: 'question',
  'request-extension': 'clock',
}; // prettier-ignore

/**
 * The act a unit should do next, where it is allowed one.
 * @param relayOwed  the unit has to pass the paper on
 * @param sentBack   its report has to be redone
 */
export function primaryAct(allowed: readonly string[], relayOwed: boolean, sentBack: boolean): Act | null {
  const wanted: readonly Act[] = [
    'acknowledge',
    ...(relayOwed ? (['forward'] as const) : []),
    ...(sentBack ? (['report'] as const) : []),
    'start',
    'complete',
    'report',
  ];
  return wanted.find((act) => allowed.includes(act)) ?? null;
}

interface FieldsProps {
  words: AssignmentWords['acts'];
  /** Words of an empty choice. */
  choose: string;
  waitingForRelay: number;
  officers: ActsProps['officers'];
  /** Said where work is completed with tasks that are not marked as done. */
  leftOpen: string | undefined;
}

const FIELDS: Record<Act, (props: FieldsProps) => JSX.Element> = {
  acknowledge: ({ words: { acknowledge: w } }) => (
    <Input id="f-acknowledge-arrivalNumber" name="arrivalNumber" label={w.number} hint={w.hint} type="number" />
  ),
  return: ({ words: { return: w }, choose }) => (
    <>
      <Select
        id="f-return-reason"
        name="reason"
        label={w.reason}
        options={[
          { value: '', label: choose },
          ...Object.entries(w.reasons).map(([value, label]) => ({ value, label })),
        ]}
        required
      />
      <TextArea id="f-return-note" name="note" label={w.note} />
    </>
  ),
  assign: ({ words: { assign: w }, officers, choose }) => (
    <>
      {officers.length === 0 ? (
        <Input id="f-assign-lead" name="lead" label={w.lead} required />
      ) : (
        <>
          <Select
            id="f-assign-officer"
            name="officer"
            label={w.officer}
            options={[{ value: '', label: choose }, ...officers.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <Input id="f-assign-lead" name="lead" label={w.leadElse} />
        </>
      )}
      <Input id="f-assign-coOperating" name="coOperating" label={w.coOperating} />
      <Input id="f-assign-dueAt" name="dueAt" label={w.dueAt} type="datetime-local" />
    </>
  ),
  forward: ({ words: { forward: w }, waitingForRelay }) => (
    <>
      <TextArea id="f-forward-to" name="to" label={w.to} hint={w.toHint} required={waitingForRelay === 0} />
      <Input id="f-forward-dueOn" name="dueOn" label={w.dueOn} type="date" />
    </>
  ),
  start: () => <></>,
  complete: ({ words: { complete: w }, leftOpen: hint }) => (
    <TextArea id="f-complete-note" name="note" label={w.note} hint={hint} />
  ),
  'not-applicable': ({ words }) => (
    <TextArea id="f-not-applicable-reason" name="reason" label={words['not-applicable'].reason} required />
  ),
  report: ({ words: { report: w } }) => (
    <>
      <TextArea id="f-report-text" name="text" label={w.text} rows={6} />
      <label class="check">
        <input type="checkbox" name="nil" value="true" /> <span safe>{w.nil}</span>
      </label>
    </>
  ),
  ask: ({ words: { ask: w } }) => (
    <TextArea id="f-question" name="question" label={w.question} hint={w.hint} required />
  ),
  'request-extension': ({ words: { 'request-extension': w } }) => (
    <>
      <Input id="f-request-dueOn" name="dueOn" label={w.dueOn} hint={w.hint} type="date" required />
      <TextArea id="f-request-reason" name="reason" label={w.reason} required />
    </>
  ),
};
const ACTS: readonly Act[] = [
  'acknowledge', 'return', 'assign', 'forward', 'start', 'complete', 'not-applicable', 'report', 'ask', 'request-extension',
]; // prettier-ignore

function leftOpenWords({ duty }: ActsProps, locale: Locale): string | undefined {
  const left = leftOpen(duty.tasks);
  if (left.length === 0) return undefined;
  const names = duty.tasks.filter(({ n }) => left.includes(n)).map(taskName);
  return supervisingWords(locale).tasks.leftOpen(names.join(', '));
}

function ActForm({
  act,
  props,
  locale,
  primary,
}: {
  act: Act;
  props: ActsProps;
  locale: Locale;
  primary: boolean;
}): JSX.Element {
  const words = assignmentWords(locale).acts;
  return (
    <form method="post" action={`/assignments/${props.id}/${act}`} class="act">
      <input type="hidden" name="version" value={String(props.version)} />
      {FIELDS[act]({
        words,
        choose: frameWords(locale).choose,
        waitingForRelay: props.waitingForRelay,
        officers: props.officers,
        leftOpen: leftOpenWords(props, locale),
      })}
      <Submit
        label={words[act].button}
        icon={ICONS[act]}
        look={primary ? 'primary' : act === 'return' || act === 'not-applicable' ? 'warning' : 'secondary'}
      />
    </form>
  );
}

/** Acknowledging is one button; the arrival number is behind a disclosure, for the book kept on paper. */
function Acknowledge({ props, locale }: { props: ActsProps; locale: Locale }): JSX.Element {
  const words = assignmentWords(locale).acts.acknowledge;
  return (
    <form method="post" action={`/assignments/${props.id}/acknowledge`} class="act act-big">
      <input type="hidden" name="version" value={String(props.version)} />
      <input type="hidden" name="contentVersion" value={String(props.sentVersion)} />
      <Submit label={isAgain(props) ? words.again : words.button} icon="check" />
      {isAgain(props) ? null : (
        <details class="inline">
          <summary safe>{words.number}</summary>
          <Input
            id="f-acknowledge-arrivalNumber"
            name="arrivalNumber"
            label={words.number}
            hint={words.hint}
            type="number"
          />
        </details>
      )}
    </form>
  );
}

function ForwardAll({ props, locale }: { props: ActsProps; locale: Locale }): JSX.Element {
  const words = assignmentWords(locale).acts.forward;
  return (
    <form method="post" action={`/assignments/${props.id}/forward`} class="act act-big">
      <input type="hidden" name="version" value={String(props.version)} />
      <input type="hidden" name="to" value="" />
      <Submit label={words.all(countWords(props.waitingForRelay, locale))} icon="forward" />
    </form>
  );
}

/** The act to do now, as the one big thing on the page. */
export function PrimaryAct({ act, props, locale }: { act: Act; props: ActsProps; locale: Locale }): JSX.Element {
  if (act === 'acknowledge') return <Acknowledge props={props} locale={locale} />;
  if (act === 'forward' && props.waitingForRelay > 0) return <ForwardAll props={props} locale={locale} />;
  return <ActForm act={act} props={props} locale={locale} primary />;
}

/** Every other act that is possible now, each folded away until wanted. */
export function OtherActs({ but, props, locale }: { but: Act | null; props: ActsProps; locale: Locale }): JSX.Element {
  const words = assignmentWords(locale).acts;
  const acts = ACTS.filter((act) => props.allowed.includes(act) && act !== but);
  return (
    <div class="acts">
      {acts.map((act) => (
        <details name="acts">
          <summary>
            <Icon name={ICONS[act]} /> <span safe>{words[act].title}</span>
          </summary>
          <ActForm act={act} props={props} locale={locale} primary={false} />
        </details>
      ))}
    </div>
  );
}
