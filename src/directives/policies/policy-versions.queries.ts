import { sightIn } from '../visibility.js';
import type { Caller } from '../../platform/caller.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { SHIPPED_POLICIES, type PolicyRules } from '../policy.rules.js';

export interface PolicyVersionRow {
  version: number;
  rules: PolicyRules;
  /** Null where it ships and nobody has used it yet. */
  createdAt: Date | null;
  /** Directives that are chased by it, and those of them that are in force. */
  directives: number;
}

/** So many versions are listed, the latest first; earlier ones are in the API by their number. */
const LISTED = 50;

/** The versions of a policy, each with how many directives run by it. */
export async function versionsOfPolicy(db: Db, code: string): Promise<PolicyVersionRow[]> {
  const rows = await rowsOf<PolicyVersionRow>(
    db,
    sql`with listed as (
        select version, rules, created_at as "createdAt" from policy where code = ${code} order by version desc limit ${LISTED}
      ), used as (
        select policy_version, count(*)::int as n from directive where policy_code = ${code} and issued_at is not null group by 1
      )
      select l.*, coalesce(u.n, 0) as directives from listed l left join used u on u.policy_version = l.version
      order by version desc`,
  );
  const shipped = Object.hasOwn(SHIPPED_POLICIES, code) ? SHIPPED_POLICIES[code] : undefined;
  return rows.length === 0 && shipped ? [{ version: 1, rules: shipped, createdAt: null, directives: 0 }] : rows;
}

export interface DirectiveUnder {
  id: string;
  number: number | null;
  symbol: string | null;
  subject: string;
  issuedAt: Date;
}

/** The issued directives that are chased by a version, of those that the caller sees, the latest first. */
export async function directivesUnder(
  db: Db,
  { code, version }: { code: string; version: number },
  { limit, cursor, caller }: { limit: number; cursor?: string | undefined; caller: Caller },
): Promise<Page<DirectiveUnder>> {
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : null;
  const items = await rowsOf<DirectiveUnder>(
    db,
    sql`select d.id, d.number, d.symbol, d.subject, d.issued_at as "issuedAt" from directive d
      where d.policy_code = ${code} and d.policy_version = ${version} and d.issued_at is not null
        and ${sightIn(caller)} <> 'none'
        and (${after === null} or (d.issued_at, d.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
      order by d.issued_at desc, d.id desc limit ${limit + 1}`,
  );
  return pageOf(items, limit, ({ issuedAt, id }) => [issuedAt.toISOString(), id]);
}
