import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import type { AssignmentView } from '../assignment-list.queries.js';

/** How the tasks of a duty hang together with those of the papers above and below it. */
export interface TaskMap {
  /** The paper that the unit's paper passes on, with its tasks; null at the root. */
  above: { directive: string; tasks: { n: number; label: string }[] } | null;
  /** Own dispatches below that carry a task on. */
  carriedOn: { task: number; directive: string }[];
  /** Tasks of the unit that none of its own dispatches carries on; empty where it has issued none. */
  notCarriedOn: number[];
}

/** Reads the map of one duty, in one statement. */
export async function taskMapOf(db: Db, row: AssignmentView): Promise<TaskMap> {
  const rows = await rowsOf<{
    what: 'above' | 'own' | 'carried';
    directive: string;
    n: number | null;
    label: string | null;
  }>(
    db,
    sql`select 'above' as what, p.directive_id as directive, t.n, t.label
      from directive d join assignment p on p.cascade_id = d.cascade_id and p.id = d.parent_assignment_id
        left join directive_task t on t.directive_id = p.directive_id
      where d.id = ${row.directiveId}
      union all
      select case when t.n is null then 'own' else 'carried' end, d.id, t.parent_task, null
      from directive d left join directive_task t on t.directive_id = d.id and t.parent_task is not null
      where d.cascade_id = ${row.cascadeId} and d.parent_assignment_id = ${row.id} and d.issued_at is not null
      order by 1, 3, 2`,
  );
  const above = rows.filter(({ what }) => what === 'above');
  const below = rows.filter(({ what }) => what !== 'above');
  const carriedOn = below.flatMap(({ n, directive }) => (n === null ? [] : [{ task: n, directive }]));
  const carried = new Set(carriedOn.map(({ task }) => task));
  return {
    above:
      above[0] === undefined
        ? null
        : {
            directive: above[0].directive,
            tasks: above.flatMap(({ n, label }) => (n === null ? [] : [{ n, label: label! }])),
          },
    carriedOn: [...new Map(carriedOn.map((one) => [`${one.task} ${one.directive}`, one])).values()],
    notCarriedOn: below.length === 0 ? [] : row.tasks.map(({ n }) => n).filter((n) => !carried.has(n)),
  };
}
