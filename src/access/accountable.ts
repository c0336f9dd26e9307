import { sql, type RawBuilder } from '../platform/database/sql.js';
import { inForce } from './in-force.js';

/** Expressions of the unit, of the mandate that is acted under (null where there is none), and of the instant. */
interface Acting {
  unitId: RawBuilder<unknown>;
  mandate: RawBuilder<unknown>;
  at: RawBuilder<Date>;
}

/**
 * Who answers for what a unit does at an instant, as a query of exactly one row with `account_id` and `capacity`: the
 * leader who acts himself, else the one to whom the acts of the office are lent, else the one who holds it. Null where
 * nobody is known, and where several are: which of them it is is never guessed.
 */
export const accountableOf = ({ unitId, mandate, at }: Acting): RawBuilder<unknown> => sql`
  select y.account_id, y.capacity from (values (1)) one (n) left join lateral (
    select min(account_id::text)::uuid as account_id,
      case when bool_or(is_lent) then 'by-delegation' else 'own-office' end as capacity
    from (
      select m.account_id, m.delegated_by is not null as is_lent,
        case when m.id = ${mandate} then 0 when m.delegated_by is not null then 1 else 2 end as place
      from mandate m where m.unit_id = ${unitId} and m.role = 'leader' and ${inForce('m', at)}
    ) office
    group by place having count(distinct account_id) = 1 order by place limit 1) y on true`;
