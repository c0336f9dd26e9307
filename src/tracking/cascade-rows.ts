import { sql, type RawBuilder } from '../platform/database/sql.js';

/**
 * A cascade whose units were reorganised reads in two ways. `new`: what a reorganisation closed is found with the duty that
 * took it over; `old`: what took over is found with the duty that it mainly goes on from. Every row has one place in
 * either, so the totals at the top are the same.
 */
export const TREES = ['new', 'old'] as const;
export type TreeState = (typeof TREES)[number];

const ASSIGNMENT_COLUMNS = sql`a.id, a.directive_id, a.unit_id, a.role, a.receipt, a.relay, a.work, a.standing,
  a.receipt_due_at, a.work_due_at, a.acknowledged_at, a.work_done_at, a.reorganisation_id, a.task_status, a.addressee_ord`;

/** Whether a row `a` ended because another directive took the place of its own; a reorganisation ends duties as well. */
export const REPLACED = sql`(a.standing = 'superseded'
  and a.closed_at = (select d.superseded_at from directive d where d.id = a.directive_id)) is true`;

/** Where each row `a` hangs, as the column `parent_id`, and the joins that it needs. */
export const hanging = (cascadeId: string, tree: TreeState) =>
  tree === 'new'
    ? {
        parent: sql`coalesce(s.to_id, a.parent_id)`,
        joins: sql`${succession(cascadeId)}`,
      }
    : {
        parent: sql`coalesce(o.from_id, b.was, a.parent_id)`,
        joins: sql`${succession(cascadeId)} ${mainBefore(cascadeId)} ${superiorBefore(cascadeId)}`,
      };

const succession = (cascadeId: string): RawBuilder<unknown> => sql`
  left join assignment_succession s on s.cascade_id = ${cascadeId} and s.from_id = a.id and s.main_to`;

export const mainBefore = (cascadeId: string): RawBuilder<unknown> => sql`
  left join assignment_succession o on o.cascade_id = ${cascadeId} and o.to_id = a.id and o.main_from`;

/** The superior that a row waited for before a reorganisation first gave it another, after an instant where one is given. */
export const superiorBefore = (cascadeId: string, after?: Date): RawBuilder<unknown> => sql`
  left join (select distinct on (e.assignment_id) e.assignment_id,
      (convert_from(e.bytes, 'UTF8')::jsonb #>> '{payload,was}')::uuid as was
    from ledger_entry e where e.cascade_id = ${cascadeId} and e.kind = 'assignment.superiorChanged'
      and (${after ?? null}::timestamptz is null or e.at > ${after ?? null}::timestamptz)
    order by e.assignment_id, e.at) b on b.assignment_id = a.id`;

/** The rows of a cascade as they are. */
export function present(cascadeId: string, tree: TreeState): RawBuilder<unknown> {
  const { parent, joins } = hanging(cascadeId, tree);
  return sql`select ${ASSIGNMENT_COLUMNS}, ${REPLACED} as replaced, ${parent} as parent_id from assignment a ${joins}
    where a.cascade_id = ${cascadeId}`;
}
