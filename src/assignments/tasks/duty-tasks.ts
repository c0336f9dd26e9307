import { sql, type RawBuilder } from '../../platform/database/sql.js';
import { addresseeKey } from '../../units/index.js';
import type { TaskStatus } from '../assignment.entity.js';
import { tasksOfClass, type AddresseeLine } from './task-class.rules.js';

/** One task of a unit under a directive, as far as the unit has come with it. */
export interface DutyTask {
  n: number;
  /** As written, where the whole of it was read. */
  label?: string;
  text?: string;
  status: TaskStatus;
  /** Why it is none of the unit's. */
  reason: string | null;
  /** The task of the paper passed on that this one carries out. */
  parentTask: number | null;
  /** Its status follows from the third parties that the unit sees to. */
  supervised: boolean;
}

/** What {@link DUTY_TASKS} reads. */
export interface TaskColumns {
  taskStatus: Record<string, TaskStatus>;
  taskReasons: Record<string, string> | null;
  /** The status of a task by its third parties; null where the unit sees to nobody. */
  taskSupervised: Record<string, TaskStatus> | null;
  askedTasks: { n: number; label?: string; text?: string; addressees: string[]; parentTask: number | null }[];
  /** Null where no task is addressed to anybody in particular. */
  addresseeLines: AddresseeLine[] | null;
}

/** What is needed to tell the tasks of an assignment `a`; with their texts or only their numbers. */
export const DUTY_TASKS = (withTexts: boolean): RawBuilder<unknown> => sql`
  a.task_status as "taskStatus", a.task_reasons as "taskReasons",
  (select json_object_agg(x.task, x.status) from (
    select s.task, case when bool_and(s.status = 'notApplicable') then 'notApplicable'
        when bool_and(s.status in ('done', 'notApplicable')) then 'done'
        when bool_and(s.status = 'open') then 'open' else 'begun' end as status
    from supervised s where s.cascade_id = a.cascade_id and s.assignment_id = a.id group by s.task) x) as "taskSupervised",
  (select coalesce(json_agg(json_build_object('n', t.n, ${withTexts ? sql`'label', t.label, 'text', t.text,` : sql``}
      'addressees', t.addressees, 'parentTask', t.parent_task) order by t.n), '[]')
    from directive_task t where t.directive_id = a.directive_id) as "askedTasks",
  case when exists (select 1 from directive_task t where t.directive_id = a.directive_id and t.addressees <> '[]')
    then (select json_agg(json_build_object('ord', l.ord, 'text', l.text) order by l.ord)
      from directive_addressee l where l.directive_id = a.directive_id) end as "addresseeLines"`;

/** The tasks that are the unit's, each with its status. */
export function dutyTasks(row: TaskColumns & { addresseeOrd: number | null }): DutyTask[] {
  const own = tasksOfClass(row.askedTasks, row.addresseeLines ?? [], row.addresseeOrd, addresseeKey);
  return own.map(({ n, label, text, parentTask }) => {
    const supervised = row.taskSupervised?.[String(n)];
    const status = supervised ?? row.taskStatus[String(n)] ?? 'open';
    return {
      n,
      ...(label === undefined ? {} : { label }),
      ...(text === undefined ? {} : { text }),
      status,
      reason: status === 'notApplicable' ? (row.taskReasons?.[String(n)] ?? null) : null,
      parentTask,
      supervised: supervised !== undefined,
    };
  });
}
