import { tasksOfClass } from '../../assignments/index.js';
import {
  changesFor,
  type AskedClass,
  type AskedTask,
  type Changes,
  type DirectiveVersionRow,
} from '../../directives/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { addresseeKey } from '../../units/index.js';

/** What the last amendment that concerns a unit changed for it, since the text that it acknowledged. */
export interface SeenChanges {
  /** The version that it was sent last. */
  version: number;
  /** The version that it is compared with: what the unit acknowledged, else the one before. */
  since: number;
  /** It has acknowledged this version. */
  acknowledged: boolean;
  reason: string | null;
  madeAt: Date;
  changes: Changes;
}

interface Row extends AskedClass {
  id: string;
  version: number;
  since: number;
  acknowledged: boolean;
  reason: string | null;
  madeAt: Date;
  before: Pick<DirectiveVersionRow, 'tasks'> & { workDueAt: string | null };
  after: Pick<DirectiveVersionRow, 'tasks'> & { workDueAt: string | null };
  lines: { ord: number; text: string }[];
}

/**
 * What was amended for each of some duties, by the id of the assignment; a duty that no amendment has concerned is not
 * among them.
 * @param duties  ids with the cascade that each is in
 */
export async function changesSeenBy(
  db: Db,
  duties: readonly { cascadeId: string; assignmentId: string }[],
): Promise<ReadonlyMap<string, SeenChanges>> {
  const rows = await rowsOf<Row>(
    db,
    sql`with duty as (
        select a.id, a.directive_id, a.addressee_ord, a.role, a.work_due_at, a.sent_version,
          coalesce(a.acknowledged_version >= a.sent_version, false) as acknowledged,
          case when a.acknowledged_version < a.sent_version then a.acknowledged_version else a.sent_version - 1 end as since
        from unnest(${duties.map((one) => one.cascadeId)}::uuid[], ${duties.map((one) => one.assignmentId)}::uuid[])
          k (cascade_id, id) join assignment a on a.cascade_id = k.cascade_id and a.id = k.id
        where a.sent_version > 1)
      select d.id, d.addressee_ord as line, d.role = 'action' as "owesWork",
        d.role = 'action' and d.work_due_at is distinct from v.work_due_at as "ownTerm",
        d.sent_version as version, d.since, d.acknowledged, v.reason, v.made_at as "madeAt",
        json_build_object('tasks', b.tasks, 'workDueAt', b.work_due_at) as before,
        json_build_object('tasks', v.tasks, 'workDueAt', v.work_due_at) as after,
        (select json_agg(json_build_object('ord', l.ord, 'text', l.text) order by l.ord)
          from directive_addressee l where l.directive_id = d.directive_id) as lines
      from duty d join directive_version v on v.directive_id = d.directive_id and v.version = d.sent_version
        join directive_version b on b.directive_id = d.directive_id and b.version = d.since`,
  );
  return new Map(rows.map((row) => [row.id, seen(row)]));
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

function seen({ id: _, before, after, lines, line, owesWork, ownTerm, ...version }: Row): SeenChanges {
  const tasksOf = (tasks: readonly AskedTask[], of: number | null) => tasksOfClass(tasks, lines, of, addresseeKey);
  const changes = changesFor(
    { line, owesWork, ownTerm },
    { tasks: before.tasks, workDueAt: instant(before.workDueAt) },
    { tasks: after.tasks, workDueAt: instant(after.workDueAt) },
    tasksOf,
  );
  return { ...version, changes };
}
