import type { Caller } from '../platform/caller.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import { inForce } from './in-force.js';

/**
 * Who answers for what a unit does at an instant, as a query of exactly one row with `account_id` and `capacity`: the
 * leader who acts himself, else the one to whom the acts of the office are lent, else the one who holds it. Null where
 * nobody is known, and where several are: which of them it is is never guessed.
 * @param unitId  the unit, as an expression
 */
export const accountableOf = (unitId: RawBuilder<unknown>, { mandate }: Caller, at: Date): RawBuilder<unknown> => sql`
  select y.account_id, y.capacity from (values (1)) one (n) left join lateral (
    select min(account_id::text)::uuid as account_id,
      case when bool_or(is_lent) then 'by-delegation' else 'own-office' end as capacity
    from (
      select m.account_id, m.delegated_by is not null as is_lent,
        case when m.id = ${mandate ?? null}::uuid then 0 when m.delegated_by is not null then 1 else 2 end as place
      from mandate m where m.unit_id = ${unitId} and m.role = 'leader' and ${inForce('m', sql`${at}::timestamptz`)}
    ) office
    group by place having count(distinct account_id) = 1 order by place limit 1) y on true`;
