import { sql, type RawBuilder } from '../platform/database/sql.js';

/**
 * The name and level of a unit on a day, for use behind `join` or `left join`: one row under the alias `as`. A unit
 * that is not there yet has its first name, one that is no more its last.
 * @param unit  the column with its id
 * @param day   an expression of type date
 */
export const namedOn = (unit: string, day: RawBuilder<unknown>, as: string): RawBuilder<unknown> => sql`lateral (
  select name, level from unit_period where unit_id = ${sql.ref(unit)}
  order by (valid_from <= ${day}) desc, abs(valid_from - ${day}) limit 1) ${sql.ref(as)} on true`;
