import { randomInt } from 'node:crypto';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { CODES, shortCode } from './short-code.rules.js';

/** An assignment that a code is to lead to, with the generation of its links. */
export interface CodeFor {
  cascadeId: string;
  assignmentId: string;
  generation: number;
  /** Until when the code is to work; one that works longer already does. */
  expiresAt: Date;
}

export interface GivenCode {
  assignmentId: string;
  digits: string;
  expiresAt: Date;
  /** It was drawn just now. */
  fresh: boolean;
}

/** A code that was drawn twice among those of two weeks is drawn again; the third time is a miracle. */
const DRAWS = 5;

/**
 * A code for each assignment: the one that it has, as long as that works, else a new one. Of one whose links were revoked
 * meanwhile there is none in the answer.
 * @param db  in a transaction, or the statement is one
 * @returns by the id of the assignment
 */
export async function makeCodes(db: Db, wanted: readonly CodeFor[]): Promise<Map<string, GivenCode>> {
  const given = new Map<string, GivenCode>();
  for (let draw = 0; draw < DRAWS; draw++) {
    const missing = wanted.filter(({ assignmentId }) => !given.has(assignmentId));
    if (missing.length === 0) break;
    for (const code of await drawn(db, missing)) given.set(code.assignmentId, code);
  }
  return given;
}

const drawn = (db: Db, wanted: readonly CodeFor[]): Promise<GivenCode[]> => {
  const column = (of: (one: CodeFor) => unknown) => sql`${wanted.map(of)}`;
  const works = sql`s.generation = x.generation and s.expires_at > x.now`;
  return rowsOf(
    db,
    sql<GivenCode>`with asked as materialized (
        select x.*, n.now from (select business_now() as now offset 0) n,
          unnest(${column((c) => c.cascadeId)}::uuid[], ${column((c) => c.assignmentId)}::uuid[],
            ${column((c) => c.generation)}::integer[], ${column((c) => c.expiresAt)}::timestamptz[],
            ${wanted.map(() => shortCode(randomInt(CODES)))}::text[])
          x (cascade_id, assignment_id, generation, expires_at, digits)
        where not exists (select 1 from short_code s where s.digits = x.digits)
      ), kept as (
        update short_code s set digits = case when ${works} then s.digits else x.digits end,
          made_at = case when ${works} then s.made_at else x.now end,
          expires_at = case when ${works} then greatest(s.expires_at, x.expires_at) else x.expires_at end,
          generation = x.generation
        from asked x where s.cascade_id = x.cascade_id and s.assignment_id = x.assignment_id and s.generation <= x.generation
        returning s.assignment_id, s.digits, s.expires_at, s.digits = x.digits as fresh
      ), made as (
        insert into short_code (cascade_id, assignment_id, digits, generation, made_at, expires_at)
        select x.cascade_id, x.assignment_id, x.digits, x.generation, x.now, x.expires_at from asked x
        where not exists (select 1 from short_code s where s.cascade_id = x.cascade_id and s.assignment_id = x.assignment_id)
        on conflict do nothing returning assignment_id, digits, expires_at, true as fresh
      )
      select assignment_id as "assignmentId", digits, expires_at as "expiresAt", fresh from kept
      union all select assignment_id, digits, expires_at, fresh from made`,
  );
};
