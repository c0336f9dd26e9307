import { Column, recording, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';

/** Whose mandates go where. */
export interface UnitMove {
  fromUnitId: string;
  toUnitId: string;
}

interface Reorganised {
  at: Date;
  by: Caller;
  legalBasis: string;
}

/** What the history says of each row that the one statement changes, by its expression. */
const KIND_OF = {
  opened: 'access.mandateMoved',
  ended: 'access.mandateEnded',
  rehomed: 'access.accountMoved',
  codes: 'access.tokenMoved',
} as const;

/**
 * Ends the mandates that are in force at units from an instant on, or begin later, and opens the same at the units that
 * take over, on the basis `reorganisation`. What was delegated stays delegated, from the mandate that moved with it; a
 * person who has the same role there already keeps that one mandate. The home unit of accounts and the unit of
 * personal sign-in codes go along, to the first unit named. One statement for them all, one fact per mandate ended or opened, account and code; again
 * it changes nothing. Call it inside the transaction of the reorganisation.
 * @param moves  several units may go to one, and one to several: its people then act for each of them
 * @returns how many mandates ended
 */
export async function moveMandates(
  db: Db,
  moves: readonly UnitMove[],
  { at, by, legalBasis }: Reorganised,
): Promise<number> {
  if (moves.length === 0) return 0;
  const pairs = sql`unnest(${moves.map((m) => m.fromUnitId)}::uuid[], ${moves.map((m) => m.toUnitId)}::uuid[])
    with ordinality`;
  const told = (kind: string, payload: Fact['payload']): Fact => ({
    kind,
    at,
    by,
    unitId: new Column('unit_id', 'text'),
    payload: { account: new Column('account_id', 'text'), ...payload },
  });
  const mandate = { mandate: new Column('id', 'text'), role: new Column('role', 'text') };
  const from = new Column('from_id', 'text');
  const moved = await firstOf(
    db,
    sql<{ ended: number }>`
      with pair as (
        select distinct on (from_id, to_id) from_id, to_id, ord from ${pairs} p (from_id, to_id, ord)
        where from_id <> to_id order by from_id, to_id, ord
      ), old as (
        select m.* from mandate m where m.unit_id in (select from_id from pair)
          and (m.until_at is null or m.until_at > greatest(m.from_at, ${at}::timestamptz))
        order by m.id for update
      ), home as (
        select distinct on (from_id) from_id, to_id from pair order by from_id, ord
      ), lender as (
        select distinct on (o.account_id, p.to_id, o.role) o.account_id, p.to_id, o.role, o.from_at, o.until_at,
          coalesce(there.id, uuid_v7(${at}::timestamptz)) as id, there.id is not null as kept
        from old o join pair p on p.from_id = o.unit_id
        left join mandate there on there.account_id = o.account_id and there.unit_id = p.to_id and there.role = o.role
          and there.delegated_by is null and there.from_at <= greatest(o.from_at, ${at}::timestamptz)
          and (there.until_at is null or there.until_at >= o.until_at)
        where o.delegated_by is null
        order by o.account_id, p.to_id, o.role, there.id, o.until_at desc nulls first
      ), lent as (
        select distinct on (o.account_id, p.to_id, o.role, l.id) o.account_id, p.to_id, o.role, o.from_at, o.until_at,
          l.id as delegated_by
        from old o join pair p on p.from_id = o.unit_id join old s on s.id = o.delegated_by
        join lender l on l.account_id = s.account_id and l.to_id = p.to_id and l.role = s.role
        order by o.account_id, p.to_id, o.role, l.id, o.until_at desc nulls first
      ), opening as (
        select id, account_id, to_id, role, from_at, until_at, null::uuid as delegated_by from lender where not kept
        union all
        select uuid_v7(${at}::timestamptz), account_id, to_id, role, from_at, until_at, delegated_by from lent
      ), opened as (
        insert into mandate (id, account_id, unit_id, role, basis, from_at, until_at, delegated_by, granted_by, legal_basis)
        select id, account_id, to_id, role, 'reorganisation', greatest(from_at, ${at}::timestamptz), until_at, delegated_by,
          ${by.actor}, ${legalBasis} from opening
        returning *
      ), ended as (
        update mandate m set until_at = greatest(m.from_at, ${at}::timestamptz), ended_by = ${by.actor} from old o
        where m.id = o.id returning m.*
      ), rehomed as (
        update account a set unit_id = h.to_id from home h where a.unit_id = h.from_id
        returning a.id as account_id, a.unit_id, h.from_id
      ), codes as (
        update api_token t set unit_id = h.to_id from home h where t.unit_id = h.from_id and t.account_id is not null
        returning t.id, t.account_id, t.unit_id, h.from_id
      ), ${recording(told(KIND_OF.opened, mandate), sql`opened`, 'told_opened')},
      ${recording(told(KIND_OF.ended, mandate), sql`ended`, 'told_ended')},
      ${recording(told(KIND_OF.rehomed, { from }), sql`rehomed`, 'told_rehomed')},
      ${recording(told(KIND_OF.codes, { token: new Column('id', 'text'), from }), sql`codes`, 'told_codes')}
      select (select count(*)::int from ended) as ended`,
  );
  return moved!.ended;
}
