import { sql, type Db } from '../platform/database/sql.js';

/** That a task of a directive carries out one of the paper that the directive passes on. */
export interface CarriedTask {
  n: number;
  /** Number of the task above. */
  parentTask: number;
}

/** Keeps which tasks of the paper above those of a directive carry out. */
export async function setParentTasks(db: Db, directiveId: string, carried: readonly CarriedTask[]): Promise<void> {
  if (carried.length === 0) return;
  await sql`update directive_task t set parent_task = c.parent_task
    from unnest(${carried.map(({ n }) => n)}::smallint[], ${carried.map(({ parentTask }) => parentTask)}::smallint[])
      c (n, parent_task)
    where t.directive_id = ${directiveId} and t.n = c.n`.execute(db);
}

/** Forgets which tasks of a paper above those of a draft carry out. */
export async function clearParentTasks(db: Db, directiveId: string): Promise<void> {
  await sql`update directive_task set parent_task = null where directive_id = ${directiveId} and parent_task is not null`.execute(
    db,
  );
}
