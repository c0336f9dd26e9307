import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../src/platform/database/sql.js';
import type { TestApp } from './app.js';

type App = Pick<TestApp, 'get' | 'db'>;

/** Holds what a query locks in a transaction of its own while something else is done; then lets it go. */
export function holding<Answer>(
  app: App,
  locking: RawBuilder<unknown>,
  doing: (pid: number) => Promise<Answer>,
): Promise<Answer> {
  return app
    .get(EntityManager)
    .fork()
    .transactional(async (em) => {
      const db = dbOf(em);
      await locking.execute(db);
      const { pid } = (await firstOf(db, sql<{ pid: number }>`select pg_backend_pid() as pid`))!;
      return doing(pid);
    });
}

/**
 * Asks until so many connections wait for one, directly or behind each other.
 * @param act  what is to come to wait; where it ends without, that is no use waiting for
 * @returns which
 */
export async function waitersOf({ db }: { db: Db }, pid: number, n: number, act: Promise<unknown>): Promise<number[]> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  act.then(over, over);
  for (;;) {
    const rows = await rowsOf<{ pid: number }>(
      db,
      sql`with recursive waits as (
          select a.pid, unnest(pg_blocking_pids(a.pid)) as on_pid from pg_stat_activity a
          where a.datname = current_database() and a.wait_event_type = 'Lock'),
        behind as (select pid from waits where on_pid = ${pid} union select w.pid from waits w join behind b on w.on_pid = b.pid)
        select pid from behind`,
    );
    if (rows.length >= n || isOver) return rows.map((row) => row.pid);
  }
}

/**
 * Lets acts come to a held row one after another, so that they get it in that order when it is let go.
 * @returns what became of each
 */
export async function inOrder(
  app: App,
  locking: RawBuilder<unknown>,
  acts: readonly (() => Promise<unknown>)[],
): Promise<PromiseSettledResult<unknown>[]> {
  const under: Promise<unknown>[] = [];
  await holding(app, locking, async (pid) => {
    for (const [i, act] of acts.entries()) {
      const doing = act();
      // its refusal is looked at in the end
      doing.catch(() => undefined);
      under.push(doing);
      await waitersOf(app, pid, i + 1, doing);
    }
  });
  return Promise.allSettled(under);
}
