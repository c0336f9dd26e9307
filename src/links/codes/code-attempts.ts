import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { InstallationKey } from '../../access/index.js';
import { dbOf, rowsOf, sql } from '../../platform/database/sql.js';
import { tooMany } from '../../platform/errors.js';
import { committing } from '../../platform/failpoints.js';
import { formatVn, vnIso } from '../../platform/vn-time.js';

const WINDOW_MINUTES = 10;
/** Somebody who was called up types a code a minute at most; who does not sign in, one or two letters' worth. */
const MOST = { account: 60, address: 20 } as const;
/**
 * Who does not sign in and has many addresses guesses at codes that begin alike no more often than this; codes are drawn
 * at random, so whoever types another one is not kept from it.
 */
const ALIKE_AT_MOST = 60;
const DIGITS_ALIKE = 2;

/** Who tries a code. */
export type Trying = { account: string } | { address: string };

interface Counted {
  attempts: number;
  most: number;
  againAt: Date;
}

/** Counts how often codes are tried, over every replica: a code that is guessed at is not found. */
@Injectable()
export class CodeAttempts {
  constructor(
    private readonly em: EntityManager,
    private readonly key: InstallationKey,
  ) {}

  /**
   * Counts one attempt before it is looked up, so that attempts at the same moment are all counted. What one caller tries
   * beyond its own limit is counted against nobody else.
   * @param by  the account that is signed in, or the address of whoever is not; only the latter count together
   * @param digits  the code; of those that begin alike the attempts of all who are not signed in are counted
   * @throws ProductError `too-many`, with `againAt`, from when it may be tried again
   */
  async count(by: Trying, digits: string): Promise<void> {
    const own = 'account' in by ? `account ${by.account}` : `address ${await this.markOf(by.address)}`;
    const most = 'account' in by ? MOST.account : MOST.address;
    const alike = 'account' in by ? [] : [`codes ${digits.slice(0, DIGITS_ALIKE)}`];
    const db = dbOf(this.em.fork());
    const counting = sql<Counted>`with own as (${one([own])} returning attempts, window_at),
      alike as (${one(alike, sql`exists (select from own where attempts <= ${most})`)} returning attempts, window_at)
      select t.attempts, t.most, t.window_at + make_interval(mins => ${WINDOW_MINUTES}) as "againAt"
      from (select *, ${most}::int as most from own union all select *, ${ALIKE_AT_MOST}::int from alike) t`;
    const counted = await committing(db, 'code.tried', () => rowsOf(db, counting));
    const over = counted.find(({ attempts, most: limit }) => attempts > limit);
    if (over) throw tooOften(over.againAt);
  }

  /** An address is kept so that only who has the installation's key can tell whether it is the same. */
  private async markOf(address: string): Promise<string> {
    return createHmac('sha256', await this.key.get())
      .update(`code-attempt\0${address}`)
      .digest('base64url');
  }
}

/** Counts one attempt of each; without its `returning`. */
const one = (whoms: readonly string[], condition = sql`true`) => sql`
  insert into code_attempt as t (whom, window_at, attempts)
  select w.whom, date_bin(make_interval(mins => ${WINDOW_MINUTES}), n.at, '2000-01-01T00:00:00Z'), 1
  from (select business_now() as at offset 0) n, unnest(${[...whoms]}::text[]) w (whom) where ${condition}
  on conflict (whom, window_at) do update set attempts = t.attempts + 1`;

const tooOften = (againAt: Date) =>
  tooMany(
    `Đã thử mã quá nhiều lần. Hãy thử lại sau ${formatVn(againAt, 'vi')}, hoặc đăng nhập để tiếp nhận.`,
    `Codes were tried too often. Try again after ${formatVn(againAt, 'en')}, or sign in to acknowledge.`,
    { againAt: vnIso(againAt) },
  );
