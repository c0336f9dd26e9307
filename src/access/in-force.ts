import { sql, type RawBuilder } from '../platform/database/sql.js';

/** The instant of business, read once by a statement. */
const NOW = sql<Date>`(select business_now())`;

const within = (mandate: string, at: RawBuilder<Date>): RawBuilder<boolean> => {
  const m = sql.ref(mandate);
  return sql`${m}.from_at <= ${at} and (${m}.until_at is null or ${m}.until_at > ${at})`;
};

/**
 * The condition that a mandate is in force: `mandate_at` of the database, written out. A call of that function with
 * `business_now()`, which is volatile, would read every mandate of the country; a condition uses the indexes.
 * @param mandate  the alias of the mandate
 */
export const inForce = (mandate: string, at: RawBuilder<Date> = NOW): RawBuilder<boolean> => {
  const m = sql.ref(mandate);
  return sql`(${within(mandate, at)}
    and exists (select 1 from account held where held.id = ${m}.account_id and held.disabled_at is null)
    and (${m}.delegated_by is null or (
      select lender.disabled_at is null from mandate lending join account lender on lender.id = lending.account_id
      where lending.id = ${m}.delegated_by and ${within('lending', at)})))`;
};
