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
const MOST = { account: 60, address: 20, all: 600 } as const;

interface Counted {
  whom: string;
  attempts: number;
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
   * Counts one attempt before it is looked up, so that attempts at the same moment are all counted.
   * @param by  the account that is signed in, or the address of whoever is not; only the latter count together
   * @throws ProductError `too-many`, with `againAt`, from when it may be tried again
   */
  async count(by: { account: string } | { address: string }): Promise<void> {
    const most = 'account' in by ? { [`account ${by.account}`]: MOST.account } : await this.ofAddress(by.address);
    const whoms = Object.keys(most).toSorted();
    const db = dbOf(this.em.fork());
    const counting = sql<Counted>`insert into code_attempt as t (whom, window_at, attempts)
      select w.whom, date_bin(make_interval(mins => ${WINDOW_MINUTES}), n.at, '2000-01-01T00:00:00Z'), 1
      from (select business_now() as at offset 0) n, unnest(${whoms}::text[]) w (whom)
      on conflict (whom, window_at) do update set attempts = t.attempts + 1
      returning whom, attempts, window_at + make_interval(mins => ${WINDOW_MINUTES}) as "againAt"`;
    const counted = await committing(db, 'code.tried', () => rowsOf(db, counting));
    const over = counted.find(({ whom, attempts }) => attempts > most[whom]!);
    if (over) throw tooOften(over.againAt);
  }

  /** An address is kept so that only who has the installation's key can tell whether it is the same. */
  private async ofAddress(address: string): Promise<Record<string, number>> {
    const mark = createHmac('sha256', await this.key.get())
      .update(`code-attempt\0${address}`)
      .digest('base64url');
    return { [`address ${mark}`]: MOST.address, all: MOST.all };
  }
}

const tooOften = (againAt: Date) =>
  tooMany(
    `Đã thử mã quá nhiều lần. Hãy thử lại sau ${formatVn(againAt, 'vi')}, hoặc đăng nhập để tiếp nhận.`,
    `Codes were tried too often. Try again after ${formatVn(againAt, 'en')}, or sign in to acknowledge.`,
    { againAt: vnIso(againAt) },
  );
