import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import { provisionalName } from './number-series.rules.js';
import { sampleOf, shinglesOf } from './similarity.rules.js';

/** The counter of provisional names, beside those of the series: no series is called so. */
const SERIES = 'provisional';

interface Draft {
  issuerId: string;
  /** Whatever the draft says: the text of its paper, else its fields. */
  words: string;
}

/**
 * Gives a draft without number or date the name under which work goes on until the numbered copy arrives, one sequence
 * per issuer and year, and notes what that copy will be found by. A draft that has both needs none. To be called inside
 * the transaction that writes the draft, after its tasks; the sequence of the issuer is held until that ends.
 * @returns the name, e.g. `DT-12/2026`, or null
 */
export async function giveProvisional(db: Db, directiveId: string, at: Date): Promise<string | null> {
  const draft = await firstOf(
    db,
    sql<Draft>`select d.issuer_id as "issuerId", coalesce(nullif(x.text, ''), concat_ws(' ', d.subject,
        (select string_agg(t.text, ' ' order by t.n) from directive_task t where t.directive_id = d.id))) as words
      from directive d left join dispatch x on x.id = d.dispatch_id
      where d.id = ${directiveId} and d.provisional is null and (d.number is null or d.dated_on is null)`,
  );
  if (!draft) return null;
  const year = Number(vnDate(at).slice(0, 4));
  const counted = await firstOf(
    db,
    sql<{ last: number }>`insert into number_counter as c (unit_id, year, series, last)
      values (${draft.issuerId}, ${year}, ${SERIES}, 1)
      on conflict (unit_id, year, series) do update set last = c.last + 1 returning last`,
  );
  const name = provisionalName(counted!.last, year);
  await sql`update directive set provisional = ${name} where id = ${directiveId}`.execute(db);
  await sql`insert into provisional_shingle (issuer_id, hash, directive_id)
    select ${draft.issuerId}, hash, ${directiveId}
    from unnest(${sampleOf(shinglesOf(draft.words))}::bigint[]) hash`.execute(db);
  return name;
}
