import { sql, type RawBuilder } from '../platform/database/sql.js';
import { concerned, edgesAndEnding, OPEN_DUTY, type DutyMove, type Term } from './duty-move.js';

/** A row `a` with the deadlines that its successor would have; none where it came in after they were counted. */
const withTerms = (terms: readonly Term[]): RawBuilder<unknown> => sql`
  assignment a left join unnest(${terms.map((t) => t.directiveId)}::uuid[],
    ${terms.map((t) => t.receiptDueAt)}::timestamptz[], ${terms.map((t) => t.workDueAt)}::timestamptz[],
    ${terms.map((t) => t.receipt)}::timestamptz[], ${terms.map((t) => t.work)}::timestamptz[])
    as term (directive_id, receipt_due_at, work_due_at, new_receipt, new_work)
    on term.directive_id = a.directive_id and term.receipt_due_at is not distinct from a.receipt_due_at
    and term.work_due_at is not distinct from a.work_due_at`;

/** `own_term`: the same deadlines by the calendars of the units that take over, of those that have one of their own. */
function ownTerms(terms: readonly Term[]): RawBuilder<unknown> {
  const each = terms.flatMap(({ own, ...term }) =>
    own.flatMap(({ unitIds, receipt, work }) => unitIds.map((unitId) => ({ ...term, unitId, receipt, work }))),
  );
  return sql`own_term as materialized (select * from unnest(${each.map((t) => t.directiveId)}::uuid[],
    ${each.map((t) => t.receiptDueAt)}::timestamptz[], ${each.map((t) => t.workDueAt)}::timestamptz[],
    ${each.map((t) => t.unitId)}::uuid[], ${each.map((t) => t.receipt)}::timestamptz[],
    ${each.map((t) => t.work)}::timestamptz[])
    t (directive_id, receipt_due_at, work_due_at, unit_id, new_receipt, new_work))`;
}

/** The term of a row by the calendar of the unit that takes it over, alias `w`. */
const ownTermOf = (row: 'o' | 'a', unitId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  left join own_term w on w.unit_id = ${unitId} and w.directive_id = ${sql.ref(`${row}.directive_id`)}
    and w.receipt_due_at is not distinct from ${sql.ref(`${row}.receipt_due_at`)}
    and w.work_due_at is not distinct from ${sql.ref(`${row}.work_due_at`)}`;

/**
 * `found`: what the units that end or hand over have; `late` came in after the rows were locked, so that nobody counted its
 * new deadlines: it is left for the next round. `pair`: each row with each unit that takes it over; where a row of the plan
 * names its directive or issuer, only that; once, where two rows of the plan lead the same way. `target`: each directive
 * with each such unit, the row that takes over, and what the rows before it were. `link`: which row took which over.
 *
 * What the unit owes already takes it along (a unit that goes on as one of its parts keeps its own, and the other parts get
 * theirs), unless it is less, waits for what has arrived, or hangs below what it would take over: then that is taken over as
 * well, so that one duty is left.
 */
export const pairsAndTargets = (cascadeId: string, move: DutyMove, terms: readonly Term[]): RawBuilder<unknown> => sql`
  ${edgesAndEnding(move)}, ${ownTerms(terms)},
  paper as materialized (
    select d.id, (select code from unit where id = d.issuer_id) as issuer,
      (select code from unit where id = (select issuer_id from directive where id = ${cascadeId})) as first_issuer
    from directive d where d.cascade_id = ${cascadeId}),
  found as materialized (
    select a.id, a.unit_id, a.directive_id, a.parent_id, a.sender_id, a.receipt, a.receipt_due_at, a.work_due_at, term.new_receipt, term.new_work,
      a.addressee_ord, a.sent_version, a.paused_at,
      jsonb_strip_nulls(jsonb_build_object('reminderLimit', a.context -> 'reminderLimit', 'relayDays', a.context -> 'relayDays',
        'followDays', a.context -> 'followDays', 'paused', a.context -> 'paused')) as carried,
      ${OPEN_DUTY} as is_open, ${RANK} as rank,
      ${OPEN_DUTY} and term.directive_id is null as late
    from ${withTerms(terms)}
    where ${concerned(cascadeId, move)}),
  old as (select * from found where not late),
  fitting as materialized (
    select o.id as from_id, o.unit_id, o.directive_id, o.is_open, o.rank, o.receipt,
      coalesce(w.new_receipt, o.new_receipt) as new_receipt, coalesce(w.new_work, o.new_work) as new_work,
      e.to_id, e.main, e.extent, e.issuers is not null or e.directives is not null as specific
    from old o join edge e on e.from_id = o.unit_id join paper d on d.id = o.directive_id
      ${ownTermOf('o', sql`e.to_id`)}
    where (o.is_open or o.unit_id in (select unit_id from ending))
      and ((e.issuers is null and e.directives is null) or d.issuer = any(e.issuers) or d.first_issuer = any(e.issuers)
        or o.directive_id::text = any(e.directives) or ${cascadeId}::text = any(e.directives))),
  chosen as materialized (
    select * from fitting where specific or from_id not in (select from_id from fitting where specific)),
  moving as materialized (
    select distinct on (from_id, to_id) * from chosen where to_id <> unit_id
    order by from_id, to_id, main desc, (extent = 'whole') desc),
  staying as materialized (select from_id from chosen where to_id = unit_id),
  standing as materialized (
    select a.id, a.directive_id, a.unit_id, ${RANK} as rank, a.receipt, a.parent_id,
      coalesce(w.new_receipt, term.new_receipt) as new_receipt, coalesce(w.new_work, term.new_work) as new_work
    from ${withTerms(terms)} ${ownTermOf('a', sql`a.unit_id`)}
    where a.cascade_id = ${cascadeId} and ${OPEN_DUTY} and a.unit_id in (select to_id from edge)
      and (a.id not in (select from_id from moving where is_open) or a.id in (select from_id from staying))),
  ${fits(cascadeId)},
  pair as materialized (
    select from_id, directive_id, is_open, rank, receipt, new_receipt, new_work, to_id, main, extent, false as owed
    from moving
    union all
    select s.id, s.directive_id, true, s.rank, s.receipt, s.new_receipt, s.new_work, s.unit_id, true, 'whole', true
    from standing s join asked a on a.directive_id = s.directive_id and a.to_id = s.unit_id
      left join fit f on f.directive_id = s.directive_id and f.to_id = s.unit_id where f.id is null),
  wanted as (
    select p.directive_id, p.to_id, min(p.rank) filter (where p.is_open) as rank,
      bool_and(p.receipt = 'expected') filter (where p.is_open) as waits,
      max(p.new_receipt) filter (where p.is_open) as receipt_due_at,
      max(p.new_work) filter (where p.is_open and p.rank = 1) as work_due_at,
      (array_agg(p.from_id order by p.is_open desc, p.owed, p.main desc, (p.extent = 'whole') desc, p.from_id))[1] as main_from
    from pair p group by 1, 2 having bool_or(p.is_open)),
  target as materialized (
    select w.*, coalesce(f.id, uuid_v7(${move.at}::timestamptz)) as id, f.id is not null as joined
    from wanted w left join fit f on f.directive_id = w.directive_id and f.to_id = w.to_id),
  link as materialized (
    select p.from_id, t.id as to_id, not t.joined and p.from_id = t.main_from as main_from,
      row_number() over (partition by p.from_id order by p.owed desc, p.main desc, (p.extent = 'whole') desc, p.to_id) = 1
        and (p.owed or p.from_id not in (select from_id from staying))
        and not exists (select 1 from assignment_succession s
          where s.cascade_id = ${cascadeId} and s.from_id = p.from_id and s.main_to) as main_to
    from pair p join target t on t.directive_id = p.directive_id and t.to_id = p.to_id)`;

/** `fit`: the row of each unit that can take along what is asked of it, where there is one. */
const fits = (cascadeId: string): RawBuilder<unknown> => sql`
  asked as (
    select directive_id, to_id, min(rank) as rank, bool_and(receipt = 'expected') as waits
    from moving where is_open group by 1, 2),
  lineage as (
    select id, parent_id as above_id, 1 as depth from standing where parent_id is not null
    union all
    select l.id, coalesce(s.to_id, a.parent_id), l.depth + 1
    from lineage l join assignment a on a.cascade_id = ${cascadeId} and a.id = l.above_id
      left join assignment_succession s on s.cascade_id = ${cascadeId} and s.from_id = a.id and s.main_to
    where coalesce(s.to_id, a.parent_id) is not null and l.depth < 32),
  fit as materialized (
    select distinct on (s.directive_id, s.unit_id) s.directive_id, s.unit_id as to_id, s.id
    from standing s join asked a on a.directive_id = s.directive_id and a.to_id = s.unit_id
    where s.rank <= a.rank and (a.waits or s.receipt <> 'expected') and s.id not in (
      select l.id from lineage l join moving m on m.from_id = l.above_id
        join standing o on o.id = l.id and o.directive_id = m.directive_id and o.unit_id = m.to_id)
    order by s.directive_id, s.unit_id, s.rank, s.id)`;

const RANK = sql`array_position(array['action', 'coordination', 'information'], a.role)`;

/**
 * `place`: under which row each new one hangs: the nearest row above the one it mainly succeeds whose unit goes on, or
 * what takes that row over; where all above have ended, the highest. Only what lay higher before may lie above, and
 * nothing that lies below another row that it takes over, so no circle can arise. No unit hangs under itself for one
 * paper: where only what it had itself, or takes over, lies above, the new row hangs under nothing, and `first_sender`
 * hears of it.
 */
export const places = (cascadeId: string, { effectiveOn }: DutyMove): RawBuilder<unknown> => sql`
  chain as (
    select t.id as target_id, o.parent_id as above_id, 1 as depth
    from target t join old o on o.id = t.main_from where not t.joined and o.parent_id is not null
    union all
    select c.target_id, coalesce(s.to_id, a.parent_id), c.depth + 1
    from chain c join assignment a on a.cascade_id = ${cascadeId} and a.id = c.above_id
      left join assignment_succession s on s.cascade_id = ${cascadeId} and s.from_id = a.id and s.main_to
    where coalesce(s.to_id, a.parent_id) is not null and c.depth < 32),
  height as (select target_id, max(depth) as depth from chain group by target_id),
  taken as (
    select c.target_id, max(c.depth) as depth from chain c join target own on own.id = c.target_id
      join pair p on p.from_id = c.above_id and p.directive_id = own.directive_id and p.to_id = own.to_id
    group by c.target_id),
  option as (
    select c.target_id, c.depth, a.id as above_id, a.unit_id as above_unit_id, t.id as moved_id, t.to_id as moved_unit_id,
      t.id is not null or (a.standing = 'inForce' and e.unit_id is null) as fits,
      t.to_id is not distinct from r.parent_id as near, p.main
    from chain c join target own on own.id = c.target_id join height h on h.target_id = c.target_id
      join assignment a on a.cascade_id = ${cascadeId} and a.id = c.above_id
      left join pair p on p.from_id = a.id
      left join (select t.id, t.directive_id, t.to_id, coalesce(x.depth, 0) as depth
          from target t left join height x on x.target_id = t.id) t
        on t.directive_id = p.directive_id and t.to_id = p.to_id and t.id <> own.id and t.depth < h.depth
      left join ending e on e.unit_id = a.unit_id
      left join unit_relation r on r.unit_id = own.to_id and r.line = 'administrative'
        and r.valid_from <= ${effectiveOn}::date and (r.valid_to is null or r.valid_to > ${effectiveOn}::date)
      left join taken k on k.target_id = c.target_id
    where c.depth > coalesce(k.depth, 0)
      and not (coalesce(t.to_id, a.unit_id) = own.to_id and a.directive_id = own.directive_id)),
  place as (
    select distinct on (target_id) target_id, coalesce(moved_id, above_id) as parent_id,
      coalesce(moved_unit_id, above_unit_id) as sender_id, fits and depth = 1 as is_direct
    from option
    order by target_id, fits desc, case when fits then depth else -depth end, near desc, main desc nulls last),
  first_sender as (
    select distinct on (c.target_id) c.target_id, a.sender_id from chain c join height h using (target_id, depth)
      join assignment a on a.cascade_id = ${cascadeId} and a.id = c.above_id
    order by c.target_id, a.id)`;
