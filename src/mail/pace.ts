import { rowsOf, sql, type Db } from '../platform/database/sql.js';

/** How many messages each domain may still get within this minute, of all processes together, and how long that lasts. */
export interface Pace {
  left: ReadonlyMap<string, number>;
  secondsLeft: number;
}

const NO_LIMIT: Pace = { left: new Map(), secondsLeft: 0 };

/**
 * Reads the pace of domains and holds it until the caller's transaction ends: two processes never give more than there is.
 * @param perMinute  undefined: there is no limit
 */
export async function paceOf(db: Db, domains: readonly string[], perMinute: number | undefined): Promise<Pace> {
  const each = [...new Set(domains)].toSorted();
  if (perMinute === undefined || each.length === 0) return NO_LIMIT;
  const rows = await rowsOf(
    db,
    sql<{ domain: string; given: number; secondsLeft: number }>`
      insert into mail_pace as p (domain, minute_at, given)
      select d, date_trunc('minute', statement_timestamp()), 0 from unnest(${each}::text[]) d order by d
      on conflict (domain) do update set minute_at = excluded.minute_at,
        given = case when p.minute_at = excluded.minute_at then p.given else 0 end
      returning domain, given,
        60 - extract(second from statement_timestamp())::double precision as "secondsLeft"`,
  );
  return {
    left: new Map(rows.map(({ domain, given }) => [domain, Math.max(0, perMinute - given)])),
    secondsLeft: rows[0]!.secondsLeft,
  };
}

/** Counts what was given, in the transaction that read the pace. */
export async function countGiven(db: Db, domains: readonly string[], { left }: Pace): Promise<void> {
  const counted = domains.filter((domain) => left.has(domain));
  if (counted.length === 0) return;
  await sql`update mail_pace p set given = p.given + c.n
    from (select d, count(*)::int as n from unnest(${counted}::text[]) d group by d) c where p.domain = c.d`.execute(
    db,
  );
}
