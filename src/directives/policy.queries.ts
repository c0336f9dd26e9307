import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notFound } from '../platform/errors.js';
import { SHIPPED_POLICIES, type PolicyRules } from './policy.rules.js';

export interface PolicyVersion {
  code: string;
  version: number;
  rules: PolicyRules;
  /** Null where it ships with the product and nobody has used it yet. */
  createdAt: Date | null;
}

/** Writes the first version of a policy that ships, where it is not there yet. */
export async function keepShipped(db: Db, code: string): Promise<void> {
  const rules = Object.hasOwn(SHIPPED_POLICIES, code) ? SHIPPED_POLICIES[code] : undefined;
  if (!rules) return;
  await sql`insert into policy (code, version, rules, created_at)
    values (${code}, 1, ${JSON.stringify(rules)}::jsonb, business_now()) on conflict do nothing`.execute(db);
}

const latest = (db: Db, code: string): Promise<PolicyVersion | undefined> =>
  firstOf(
    db,
    sql<PolicyVersion>`select code, version, rules, created_at as "createdAt" from policy
      where code = ${code} order by version desc limit 1`,
  );

/**
 * The latest version of a policy, for a draft. Those that ship are there from their first draft on.
 * @throws ProductError `invalid` where there is none of that code
 */
export async function policyOf(db: Db, code: string): Promise<PolicyVersion> {
  await keepShipped(db, code);
  const found = await latest(db, code);
  if (!found) throw invalid(`Không có chính sách đôn đốc "${code}".`, `There is no policy "${code}".`);
  return found;
}

const asShipped = (code: string): PolicyVersion | undefined =>
  Object.hasOwn(SHIPPED_POLICIES, code)
    ? { code, version: 1, rules: SHIPPED_POLICIES[code]!, createdAt: null }
    : undefined;

/** A policy to look at. @throws ProductError `not-found` */
export async function policyByCode(db: Db, code: string): Promise<PolicyVersion> {
  const found = (await latest(db, code)) ?? asShipped(code);
  if (!found) throw notFound(`Không có chính sách "${code}".`, `There is no policy "${code}".`);
  return found;
}

/** Every policy in its latest version, those that ship first. */
export async function allPolicies(db: Db): Promise<PolicyVersion[]> {
  const kept = await rowsOf(
    db,
    sql<PolicyVersion>`select distinct on (code) code, version, rules, created_at as "createdAt" from policy
      order by code, version desc`,
  );
  const byCode = new Map(kept.map((policy) => [policy.code, policy]));
  const shipped = Object.keys(SHIPPED_POLICIES).map((code) => byCode.get(code) ?? asShipped(code)!);
  return [...shipped, ...kept.filter(({ code }) => !Object.hasOwn(SHIPPED_POLICIES, code))];
}
