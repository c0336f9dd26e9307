import { ISSUE_FORM } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { Select, Submit, type Option } from '../../platform/components/form.js';
import { Icon } from '../../platform/components/icon.js';
import { Note } from '../../platform/components/parts.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { countWords, frameWords } from '../../platform/components/words.js';
import { en } from './words.en.js';
import { vi, type OwnDispatchWords } from './words.vi.js';
import type { UnitsOf, WaitingUnits } from './waiting-units.queries.js';

export const ownDispatchWords = (locale: Locale): OwnDispatchWords => (locale === 'vi' ? vi : en);

/** A draft by its name. */
export interface NamedDraft {
  id: string;
  name: string;
}

/** On the page of a duty: the other way of passing the paper on. */
export function OwnDispatchDoor(props: {
  assignment: string;
  /** Units wait for this unit: it is open at once. */
  isOwed: boolean;
  placed: readonly NamedDraft[];
  free: readonly NamedDraft[];
  locale: Locale;
}): JSX.Element {
  const { assignment, placed, free, locale } = props;
  const words = ownDispatchWords(locale).duty;
  const below = new URLSearchParams({ below: assignment }).toString();
  return (
    <details class="own-dispatch" open={props.isOwed}>
      <summary safe>{words.title}</summary>
      <p safe>{words.text}</p>
      {placed.length === 0 ? null : (
        <>
          <p>
            <b safe>{words.drafts}</b>
          </p>
          <ul>
            {placed.map((draft) => (
              <li>
                <a href={`/directives/${draft.id}/preview`} safe>
                  {draft.name}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="actions">
        <a class="button button-secondary" href={`/dispatches/new?${below}`}>
          <Icon name="upload" /> <span safe>{words.begin}</span>
        </a>
        <a href={`/directives/by-hand?${below}`} safe>
          {words.byHand}
        </a>
      </p>
      {free.length === 0 ? null : (
        <details class="inline">
          <summary safe>{words.choose}</summary>
          <form method="post" action={`/assignments/${assignment}/own-dispatch`} class="act">
            <Select
              id="own-dispatch-draft"
              name="draft"
              label={words.draft}
              options={[
                { value: '', label: frameWords(locale).choose },
                ...free.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              required
            />
            <Submit label={words.use} look="secondary" />
          </form>
        </details>
      )}
    </details>
  );
}

export interface CarriedTaskLine {
  n: number;
  label: string;
  text: string;
  /** The task above that is proposed, or was chosen. */
  parentTask: number | null;
}

/** What a draft carries on, on the page before it is issued. */
export interface CarriesOn {
  draft: string;
  assignment: string;
  paper: Paper;
  tasks: readonly CarriedTaskLine[];
  above: readonly { n: number; label: string; text: string }[];
  units: WaitingUnits;
  /** Why it cannot be issued as things are. */
  hindrance: string | null;
  mayIssue: boolean;
  locale: Locale;
}

/** What the field is called that says what the n-th task carries out. */
export const taskField = (n: number): string => `tasks[task-${n}]`;
/** The choice that a task carries out none. */
export const NONE = 'none';

const LONGEST = 90;
/** A text cut between two words where it is long. */
export const short = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST))}…`;

/** `1` of a label that is written `1.`; a dash is no label. */
const labelOf = ({ n, label }: { n: number; label: string }): string => label.replace(/[.)\s-]+$/, '') || String(n);

function TaskRow({ task, props }: { task: CarriedTaskLine; props: CarriesOn }): JSX.Element {
  const words = ownDispatchWords(props.locale).draft;
  const options: Option[] = [
    { value: NONE, label: words.none },
    ...props.above.map((one) => ({ value: String(one.n), label: words.option(labelOf(one), short(one.text)) })),
  ];
  const carried = props.above.find(({ n }) => n === task.parentTask);
  return (
    <li class="addressee">
      {props.mayIssue ? (
        <Select
          form={ISSUE_FORM}
          name={taskField(task.n)}
          label={words.task(labelOf(task))}
          hint={task.text}
          options={options}
          value={task.parentTask === null ? NONE : String(task.parentTask)}
        />
      ) : (
        <>
          <p safe>{task.text}</p>
          <p class="muted" safe>
            {carried
              ? words.carries(labelOf(carried))
              : task.parentTask === null
                ? words.none
                : words.gone(String(task.parentTask))}
          </p>
        </>
      )}
    </li>
  );
}

function TaskMap({ props }: { props: CarriesOn }): JSX.Element {
  const words = ownDispatchWords(props.locale).draft;
  const none = props.tasks.length === 0 ? words.noTasks : props.above.length === 0 ? words.noTasksAbove : null;
  return (
    <>
      <h3 safe>{words.tasks}</h3>
      <p safe>{none ?? words.tasksText}</p>
      {none === null ? (
        <ol class="addressees">
          {props.tasks.map((task) => (
            <TaskRow task={task} props={props} />
          ))}
        </ol>
      ) : null}
    </>
  );
}

function Names({ text, units, locale }: { text: string; units: UnitsOf; locale: Locale }): JSX.Element {
  const more = units.total - units.names.length;
  return (
    <details>
      <summary safe>{text}</summary>
      <ul class="roster">
        {units.names.map((name) => (
          <li safe>{name}</li>
        ))}
      </ul>
      {more > 0 ? (
        <p class="muted" safe>
          {ownDispatchWords(locale).draft.more(countWords(more, locale))}
        </p>
      ) : null}
    </details>
  );
}

function Reached({ units, locale }: { units: WaitingUnits; locale: Locale }): JSX.Element {
  const words = ownDispatchWords(locale).draft;
  const { released, left } = units;
  const n = (count: number): string => countWords(count, locale);
  return (
    <>
      <h3 safe>{words.reach}</h3>
      <p safe>{words.gets(n(units.gets))}</p>
      {released.total > 0 ? <Names text={words.released(n(released.total))} units={released} locale={locale} /> : null}
      {left.total > 0 ? (
        <Names text={words.left(n(left.total))} units={left} locale={locale} />
      ) : (
        <p safe>{words.noneLeft}</p>
      )}
    </>
  );
}

/** Before issuing: the paper above, what carries out what, and whom it releases from waiting. */
export function Carrying(props: CarriesOn): JSX.Element {
  const { paper, locale } = props;
  const words = ownDispatchWords(locale).draft;
  return (
    <section class="sheet" id="carries-on" aria-labelledby="carries-on-title">
      <h2 id="carries-on-title" safe>
        {words.title}
      </h2>
      <p>
        <b safe>{words.from}</b>
        {': '}
        <a href={`/assignments/${props.assignment}`} safe>
          {`${paperWords(paper, locale)}, ${paper.issuer}`}
        </a>
        {': '}
        <span safe>{paper.subject}</span>
      </p>
      {props.hindrance === null ? null : <Note tone="warning" title={words.outside} text={props.hindrance} />}
      <TaskMap props={props} />
      <Reached units={props.units} locale={locale} />
      {props.mayIssue ? (
        <form method="post" action={`/directives/${props.draft}/set-apart`}>
          <Submit label={words.apart} look="quiet" />
        </form>
      ) : null}
    </section>
  );
}
