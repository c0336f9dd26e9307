import type { Locale } from '../../platform/caller.js';
import { Input, Select, Submit } from '../../platform/components/form.js';
import { Note } from '../../platform/components/parts.js';
import { Tag, type Tone } from '../../platform/components/state.js';
import type { TaskStatus } from '../assignment.entity.js';
import { en } from '../supervising/words.en.js';
import { vi, type SupervisingWords } from '../supervising/words.vi.js';
import type { DutyTask } from './duty-tasks.js';

export const supervisingWords = (locale: Locale): SupervisingWords => (locale === 'vi' ? vi : en);

export interface ShownTask extends DutyTask {
  /** Number of the task above that it carries out, as that paper writes it. */
  parentLabel?: string | null;
  /** Own dispatches that carry it on. */
  carriedOn?: readonly { href: string; text: string }[];
}

export interface DutyTasksProps {
  id: string;
  tasks: readonly ShownTask[];
  /** The reader may say how far the unit has come with each. */
  mayMark: boolean;
  /** What the paper above is called. */
  paperAbove: string | null;
  /** Tasks that no own dispatch carries on, as they are labelled. */
  notCarriedOn: readonly string[];
}

const TONE: Readonly<Record<TaskStatus, Tone>> = {
  open: 'idle',
  begun: 'active',
  done: 'done',
  notApplicable: 'plain',
};
const STATUSES = Object.keys(TONE) as TaskStatus[];

/** A status in words. */
export const TaskTag = ({ status, locale }: { status: TaskStatus; locale: Locale }): JSX.Element => (
  <Tag tone={TONE[status]} text={supervisingWords(locale).tasks.status[status]} />
);

/** What a task can be marked as. */
export const statusOptions = (locale: Locale): { value: string; label: string }[] =>
  STATUSES.map((value) => ({ value, label: supervisingWords(locale).tasks.status[value] }));

/** What a task is called in a sentence: its own number, or its place where it has only a dash. */
export const taskName = ({ n, label }: { n: number; label?: string }): string =>
  label === undefined || label === '-' || label === '' ? String(n) : label;

function Marking({ task, props, locale }: { task: ShownTask; props: DutyTasksProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).tasks;
  const id = `f-task-${task.n}`;
  return (
    <details class="inline">
      <summary>
        <span aria-hidden="true" safe>
          {words.update}
        </span>
        <span class="visually-hidden" safe>
          {words.updateOf(taskName(task))}
        </span>
      </summary>
      <form method="post" action={`/assignments/${props.id}/tasks/${task.n}`} class="act">
        <Select
          id={`${id}-status`}
          name="status"
          label={words.statusLabel}
          options={statusOptions(locale)}
          value={task.status}
        />
        <Input id={`${id}-reason`} name="reason" label={words.reason} value={task.reason ?? ''} />
        <Submit label={words.button} look="secondary" />
      </form>
    </details>
  );
}

function Task({ task, props, locale }: { task: ShownTask; props: DutyTasksProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).tasks;
  return (
    <li>
      <b class="task-label" safe>
        {task.label ?? String(task.n)}
      </b>
      <div class="task-body">
        <span safe>{task.text ?? ''}</span>
        {task.parentLabel && props.paperAbove ? (
          <p class="muted" safe>
            {words.carries(task.parentLabel, props.paperAbove)}
          </p>
        ) : null}
        {task.carriedOn && task.carriedOn.length > 0 ? (
          <p class="muted">
            <span safe>{words.carriedOn}</span>{' '}
            {task.carriedOn.map(({ href, text }) => (
              <a href={href} safe>
                {text}
              </a>
            ))}
          </p>
        ) : null}
        <p class="task-state">
          <TaskTag status={task.status} locale={locale} />
          {task.supervised ? (
            <span class="muted" safe>
              {words.bySupervised}
            </span>
          ) : null}
          {task.reason ? <span safe>{task.reason}</span> : null}
        </p>
        {props.mayMark && !task.supervised ? <Marking task={task} props={props} locale={locale} /> : null}
      </div>
    </li>
  );
}

/** The tasks of one unit under a directive, each with how far it has come. */
export function DutyTasks({ props, locale }: { props: DutyTasksProps; locale: Locale }): JSX.Element {
  const words = supervisingWords(locale).tasks;
  if (props.tasks.length === 0)
    return (
      <p class="muted" safe>
        {words.none}
      </p>
    );
  return (
    <>
      {props.notCarriedOn.length > 0 ? (
        <Note tone="warning" text={words.notCarriedOn(props.notCarriedOn.join(', '))} />
      ) : null}
      <ol class="tasks">
        {props.tasks.map((task) => (
          <Task task={task} props={props} locale={locale} />
        ))}
      </ol>
    </>
  );
}
