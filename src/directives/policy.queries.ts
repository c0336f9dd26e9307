import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { DEFAULT_POLICY, type PolicyRules } from './policy.rules.js';

export interface PolicyVersion {
  code: string;
  version: number;
  rules: PolicyRules;
}

/**
 * The latest version of a policy. `default` is there from the first draft on.
 * @throws ProductError `invalid` where there is none of that code
 */
export async function policyOf(db: Db, code: string): Promise<PolicyVersion> {
  if (code === 'default')
    await sql`insert into policy (code, version, rules, created_at)
      values ('default', 1, ${JSON.stringify(DEFAULT_POLICY)}::jsonb, business_now()) on conflict do nothing`.execute(
      db,
    );
  const found = await firstOf(
    db,
    sql<PolicyVersion>`select code, version, rules from policy where code = ${code} order by version desc limit 1`,
  );
  if (!found) throw invalid(`Không có chính sách đôn đốc "${code}".`, `There is no policy "${code}".`);
  return found;
}
