import { CURRENT } from '../../workflows/index.js';
import { Column, recording, type Fact } from '../ledger/index.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { OPEN_DUTY, STATE_IN_FORCE, type DutyMove, type MovedDuties, type Term } from './duty-move.js';
import { contextOf, NO_TERMS } from './open-assignments.js';
import { pairsAndTargets, places } from './successor-pairs.js';

const onRow = (cascadeId: string, { at, by }: DutyMove) => ({
  at,
  by,
  unitId: new Column('unit_id', 'text'),
  cascadeId,
  directiveId: new Column('directive_id', 'text'),
  assignmentId: new Column('id', 'text'),
});

const takenOver = (cascadeId: string, move: DutyMove): Fact => ({
  ...onRow(cascadeId, move),
  kind: 'assignment.takenOver',
  to: new Column('receipt', 'text'),
  payload: {
    role: new Column('role', 'text'),
    regions: new Column('regions', 'text'),
    receiptDueAt: new Column('receipt_due_at', 'instant'),
    workDueAt: new Column('work_due_at', 'instant'),
    reorganisation: move.reorganisationId,
  },
});

const superseded = (cascadeId: string, move: DutyMove): Fact => ({
  ...onRow(cascadeId, move),
  kind: 'assignment.superseded',
  from: new Column('from_state', 'text'),
  to: 'superseded',
  payload: {
    version: new Column('version', 'integer'),
    regions: new Column('regions', 'text'),
    reorganisation: move.reorganisationId,
    successor: new Column('successor_id', 'text'),
  },
});

const extended = (cascadeId: string, move: DutyMove): Fact => ({
  ...onRow(cascadeId, move),
  kind: 'assignment.extended',
  payload: {
    reorganisation: move.reorganisationId,
    from: new Column('from_ids', 'text'),
    fromUnits: new Column('from_units', 'text'),
  },
});

/**
 * `opened`: the new duties, one per directive and unit. `linked`: the rows of `link` that are new, or where a unit that had
 * taken over a part takes the rest. `extended`: what a unit owed already and that now stands for what others owed as well.
 */
const opening = (cascadeId: string, { reorganisationId, effectiveOn, at }: DutyMove): RawBuilder<unknown> => {
  const context = (owesWork: boolean) => sql`${JSON.stringify(contextOf(owesWork, NO_TERMS))}::jsonb`;
  return sql`
    opened as (
      insert into assignment (cascade_id, id, directive_id, unit_id, parent_id, sender_id, role, machine_version, receipt,
        relay, work, standing, context, opened_at, sent_at, receipt_due_at, work_due_at, next_chase_at, remind_at, addressee_ord, sent_version, paused_at,
        reorganisation_id)
      select ${cascadeId}::uuid, t.id, t.directive_id, t.to_id, l.parent_id, coalesce(l.sender_id, f.sender_id, o.sender_id),
        (array['action', 'coordination', 'information'])[t.rank], ${CURRENT.assignment}::smallint, n.receipt, 'none',
        'notStarted', 'inForce',
        case when t.rank = 1 then ${context(true)} else ${context(false)} end
          || o.carried,
        ${at}::timestamptz, n.sent_at, case when n.sent_at is not null then t.receipt_due_at end, t.work_due_at,
        case when o.paused_at is null then n.remind_at end, n.remind_at, o.addressee_ord, o.sent_version, o.paused_at, ${reorganisationId}::uuid
      from target t join old o on o.id = t.main_from left join place l on l.target_id = t.id
        left join first_sender f on f.target_id = t.id
        cross join lateral (select
          case when t.waits and coalesce(l.is_direct, false) then 'expected' else 'sent' end as receipt,
          case when t.waits and coalesce(l.is_direct, false) then null else ${at}::timestamptz end as sent_at,
          case when t.waits and coalesce(l.is_direct, false) then null else t.receipt_due_at end as remind_at) n
      where not t.joined
      returning id, directive_id, unit_id, role, receipt, receipt_due_at, work_due_at,
        concat_ws('.', receipt, relay, work, standing) as regions
    ), linked as (
      insert into assignment_succession (cascade_id, from_id, to_id, reorganisation_id, effective_on, main_to, main_from)
      select ${cascadeId}::uuid, from_id, to_id, ${reorganisationId}::uuid, ${effectiveOn}::date, main_to, main_from
      from link on conflict (cascade_id, from_id, to_id) do update
        set reorganisation_id = excluded.reorganisation_id, effective_on = excluded.effective_on, main_to = true
        where excluded.main_to and not assignment_succession.main_to
      returning from_id, to_id
    ), extended as (
      select t.id, t.to_id as unit_id, t.directive_id, string_agg(o.id::text, ',' order by o.id) as from_ids,
        string_agg(distinct o.unit_id::text, ',' order by o.unit_id::text) as from_units
      from linked l join target t on t.id = l.to_id and t.joined join old o on o.id = l.from_id and o.is_open
      group by 1, 2, 3
    )`;
};

/** `gone`: what was taken over, and what ends with its unit, closed. */
const closing = (cascadeId: string, { reorganisationId, at }: DutyMove): RawBuilder<unknown> => sql`
  gone as (
    update assignment a set standing = 'superseded', next_chase_at = null, remind_at = null,
      relay_due_at = null, follow_due_at = null, closed_at = ${at}::timestamptz,
      version = a.version + 1
    from (select coalesce(o.id, l.from_id) as id, l.to_id as successor_id
      from (select id from old where is_open and unit_id in (select unit_id from ending)) o
        full join (select from_id, to_id from link where main_to) l on l.from_id = o.id) m
    where a.cascade_id = ${cascadeId} and a.id = m.id and ${OPEN_DUTY}
      and a.reorganisation_id is distinct from ${reorganisationId}
    returning a.id, a.unit_id, a.directive_id, a.version,
      concat_ws('.', a.receipt, a.relay, a.work, a.standing) as regions, ${STATE_IN_FORCE} as from_state, m.successor_id)`;

/**
 * Closes, opens and links in one statement, with a fact for each row, so that everything is read once; the rows are locked
 * before. One that a unit owes already only gets its links.
 * @returns how many duties were closed and opened, whether units waited for a paper to be passed on, and whether duties
 *   came in after `terms` were read: these are as they were
 */
export async function openSuccessors(
  db: Db,
  cascadeId: string,
  move: DutyMove,
  terms: readonly Term[],
): Promise<MovedDuties & { waiting: boolean; late: boolean }> {
  const row = await firstOf(
    db,
    sql<MovedDuties & { waiting: boolean; late: boolean }>`
      with recursive ${pairsAndTargets(cascadeId, move, terms)}, ${places(cascadeId, move)},
      ${opening(cascadeId, move)}, ${closing(cascadeId, move)},
      ${recording(takenOver(cascadeId, move), sql`opened`, 'recorded_opening')},
      ${recording(superseded(cascadeId, move), sql`gone`, 'recorded_closing')},
      ${recording(extended(cascadeId, move), sql`extended`, 'recorded_extending')}
      select (select count(*) from gone)::int as superseded, (select count(*) from opened)::int as opened,
        exists (select 1 from assignment a where a.cascade_id = ${cascadeId} and a.standing = 'inForce'
          and a.receipt = 'expected') as waiting,
        exists (select 1 from found where late) as late`,
  );
  return row!;
}
