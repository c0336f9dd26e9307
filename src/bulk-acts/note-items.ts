import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import type { Words } from '../platform/errors.js';
import type { Outcome } from './bulk-act.entity.js';

/** What became of a row, and why it was refused. */
export interface Became {
  outcome: Outcome;
  reason: Words | null;
}

/** The next directive or assignment of a bulk act that nothing became of yet; undefined: none is left. */
export const nextItem = (db: Db, id: string): Promise<{ n: number; directive: string } | undefined> =>
  firstOf(
    db,
    sql<{ n: number; directive: string }>`select n, directive_id as directive from bulk_act_item
      where bulk_act_id = ${id} and outcome is null order by n limit 1`,
  );

/** Notes what became of an item, once, and counts it. */
export function noteItem(db: Db, id: string, n: number, { outcome, reason }: Became): Promise<unknown> {
  const noting = sql`with noted as (
      update bulk_act_item set outcome = ${outcome}, reason = ${reason && JSON.stringify(reason)}::jsonb
      where bulk_act_id = ${id} and n = ${n} and outcome is null returning 1)
    update bulk_act set ${sql.ref(outcome)} = ${sql.ref(outcome)} + (select count(*) from noted) where id = ${id}`;
  return committing(db, 'bulk.itemNoted', () => noting.execute(db));
}

/** Refuses every item that nothing became of yet, for one reason. @returns how many */
export async function refuseLeft(db: Db, id: string, reason: Words): Promise<number> {
  const { n } = (await firstOf(
    db,
    sql<{ n: number }>`with refused as (
        update bulk_act_item set outcome = 'refused', reason = ${JSON.stringify(reason)}::jsonb
        where bulk_act_id = ${id} and outcome is null returning 1)
      update bulk_act set refused = refused + (select count(*) from refused) where id = ${id}
      returning (select count(*)::int from refused) as n`,
  ))!;
  return n;
}
