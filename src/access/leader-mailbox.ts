import { sql, type RawBuilder } from '../platform/database/sql.js';
import { inForce } from './in-force.js';

/**
 * Where the leader of a unit is written to, as a query of at most one row with `address` and `locale`: of those whose
 * mandate as a leader is in force and who have an address of their own, the one to whom the acts of the office are lent (who
 * lent them is away), else the one who has led it longest. No row: write to the mailbox of the unit, to its leader.
 * An address that mails came back from is not written to.
 * @param unitId  expression of the unit, e.g. a column of the statement that this is a lateral part of
 * @param at  expression of the instant
 */
export const leaderMailboxOf = (unitId: RawBuilder<unknown>, at: RawBuilder<Date>): RawBuilder<unknown> => sql`
  select person.email as address, person.locale from mandate led join account person on person.id = led.account_id
  where led.unit_id = ${unitId} and led.role = 'leader' and person.email is not null and ${inForce('led', at)}
    and not exists (select 1 from dead_mailbox dead where dead.address = lower(person.email))
  order by led.delegated_by is null, led.from_at, led.id limit 1`;
