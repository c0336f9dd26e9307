import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mayDo } from '../../access/index.js';
import { canonical, record } from '../../ledger/index.js';
import { isOperator, type Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, firstOf, sql } from '../../platform/database/sql.js';
import { conflict, invalid, notPermitted } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { keepShipped, policyByCode, type PolicyVersion } from '../policy.queries.js';
import type { PolicyRules } from '../policy.rules.js';
import { checkedPolicy } from './policy-check.rules.js';
import type { PolicyDoubt } from './policy-doubt.rules.js';

const CODE = /^[a-z][a-z0-9-]{0,49}$/;

export interface PolicySet {
  policy: PolicyVersion;
  repeated: boolean;
}

/** @throws ProductError `not-permitted` */
export function mustSet(by: Caller): void {
  if (isOperator(by) || mayDo(by.role, 'operate')) return;
  throw notPermitted(
    'Chính sách áp dụng cho mọi đơn vị, nên chỉ người vận hành mới đặt được.',
    'A policy holds for every unit, so only the operator sets it.',
  );
}

/** @throws ProductError `invalid` */
export function mustBeCode(code: string): void {
  if (!CODE.test(code))
    throw invalid(
      'Mã chính sách gồm chữ thường không dấu, chữ số và gạch nối, bắt đầu bằng chữ, dài không quá 50.',
      'The code of a policy is made of lower-case letters, digits and hyphens, begins with a letter, and has up to 50.',
      { field: 'code' },
    );
}

/** A policy that was looked at, with what is worth another look. @throws ProductError `invalid` with the first error, in words */
export function mustBePolicy(value: unknown): { rules: PolicyRules; warnings: readonly PolicyDoubt[] } {
  const { rules, errors, warnings } = checkedPolicy(value);
  const [error] = errors;
  if (rules === null) throw invalid(error?.text.vi ?? '', error?.text.en ?? '');
  return { rules, warnings };
}

/** Sets how directives are chased from now on: a new version; what is drafted already keeps its own. */
@Injectable()
export class SetPolicy {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Setting what is set already records nothing.
   * @param seen  the version that whoever sets it has looked at; left out, whatever is there is replaced
   * @throws ProductError `not-permitted`, `invalid` (the code; what no policy may be), `conflict` where somebody set another
   */
  async execute(code: string, rules: PolicyRules, by: Caller, seen?: number): Promise<PolicySet> {
    mustSet(by);
    mustBeCode(code);
    mustBePolicy(rules);
    return transactional(this.em, 'policy.set', async (em) => {
      const db = dbOf(em);
      await sql`select pg_advisory_xact_lock(hashtext('policy'), hashtext(${code}))`.execute(db);
      await keepShipped(db, code);
      const at = await this.clock.now(db);
      const present = await firstOf(
        db,
        sql<PolicyVersion>`select code, version, rules from policy where code = ${code} order by version desc limit 1`,
      );
      if (seen !== undefined && present && present.version !== seen && canonical(present.rules) !== canonical(rules))
        throw conflict(
          `Trong lúc sửa đã có người khác lưu bản ${present.version}; hãy xem lại rồi lưu.`,
          `Somebody set version ${present.version} meanwhile; look at it and save again.`,
          { version: present.version },
        );
      if (present && canonical(present.rules) === canonical(rules))
        return { policy: await policyByCode(db, code), repeated: true };
      const version = (present?.version ?? 0) + 1;
      await sql`insert into policy (code, version, rules, created_at)
        values (${code}, ${version}, ${JSON.stringify(rules)}::jsonb, ${at})`.execute(db);
      await record(db, [
        { kind: 'policy.set', at, by, unitId: by.unitId, payload: { policy: code, version, rules: { ...rules } } },
      ]);
      return { policy: { code, version, rules, createdAt: at }, repeated: false };
    });
  }
}
