import type { DueOperator } from '../../calendar/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { tasksOf, type DirectiveRow } from '../directives.queries.js';
import type { Asked } from './asked.rules.js';

/** What a directive asks in one version. */
export interface DirectiveContent extends Asked {
  subject: string;
  dueOn: string | null;
  dueOperator: DueOperator | null;
  dueHour: string | null;
}

/** A version as it was made. */
export interface DirectiveVersionRow extends DirectiveContent {
  version: number;
  /** Why; null for what was issued. */
  reason: string | null;
  /** The paper that says so. */
  dispatchId: string | null;
  madeAt: Date;
}

const VERSION = sql`v.version, v.subject, v.tasks, v.due_on::text as "dueOn", v.due_operator as "dueOperator",
  v.due_hour as "dueHour", v.work_due_at as "workDueAt", v.reason, v.dispatch_id as "dispatchId", v.made_at as "madeAt"`;

/** The versions that are kept, the last first; none while a directive was never amended. */
export const keptVersionsOf = (db: Db, id: string): Promise<DirectiveVersionRow[]> =>
  rowsOf(db, sql`select ${VERSION} from directive_version v where v.directive_id = ${id} order by v.version desc`);

/** What a directive asks now: a pause has moved the deadline on from what its last version named. */
export async function contentOf(db: Db, directive: DirectiveRow): Promise<DirectiveContent> {
  const { subject, dueOn, dueOperator, dueHour, workDueAt } = directive;
  if (directive.contentVersion > 1) return { ...(await keptVersionsOf(db, directive.id))[0]!, workDueAt };
  return { subject, dueOn, dueOperator, dueHour, workDueAt, tasks: await tasksOf(db, directive.id) };
}

/** Every version of a directive, the last first: what is in force alone where it was never amended. */
export async function versionsOf(db: Db, directive: DirectiveRow): Promise<DirectiveVersionRow[]> {
  const kept = await keptVersionsOf(db, directive.id);
  if (kept.length > 0) return kept;
  const content = await contentOf(db, directive);
  return [
    {
      ...content,
      version: 1,
      reason: null,
      dispatchId: directive.dispatchId,
      madeAt: directive.issuedAt ?? directive.createdAt,
    },
  ];
}

/** The highest number that a task of any version had: numbers are not given twice. */
export const highestTaskOf = async (db: Db, id: string): Promise<number> =>
  (
    await rowsOf<{ n: number }>(
      db,
      sql`select coalesce(max(n), 0)::int as n from (
        select n from directive_task where directive_id = ${id}
        union all select (t ->> 'n')::int from directive_version v, jsonb_array_elements(v.tasks) t where v.directive_id = ${id}) x`,
    )
  )[0]!.n;
