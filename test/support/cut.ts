import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { watchFailpoints } from '../../src/platform/failpoints.js';
import type { TestApp } from './app.js';
import { holding, waitersOf } from './in-order.js';

/**
 * How an act is cut: its process ends before or after the commit, or its connection is killed by the server while it
 * waits for a lock in the middle.
 */
export type Cut = 'before' | 'after' | 'killed';

/** The row that the act has to hold. */
export interface Held {
  table: 'assignment' | 'directive';
  id: string;
}

class CutShort extends Error {}

/** Does an act that is cut. @throws where it was not */
export async function cutShort(app: TestApp, cut: Cut, held: Held, doing: () => Promise<unknown>): Promise<void> {
  const error = cut === 'killed' ? await killed(app, held, doing) : await cutAt(cut, doing);
  if (!error) throw new Error(`an act was to be cut ${cut} its commit, and was not`);
}

async function cutAt(cut: 'before' | 'after', doing: () => Promise<unknown>): Promise<unknown> {
  let passed: CutShort | undefined;
  watchFailpoints((point) => {
    if (!point.endsWith(`:${cut}`)) return;
    watchFailpoints(undefined);
    passed = new CutShort(point);
    throw passed;
  });
  try {
    await doing();
    // an act that tries again by itself may have got over it
    return passed;
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    return error;
  } finally {
    watchFailpoints(undefined);
  }
}

const killed = (app: TestApp, held: Held, doing: () => Promise<unknown>): Promise<unknown> =>
  holding(app, sql`select 1 from ${sql.ref(held.table)} where id = ${held.id} for update`, async (pid) => {
    const ended = doing().then(
      () => undefined,
      (error: unknown) => error ?? new Error('killed'),
    );
    const [waiter] = await waitersOf(app, pid, 1, ended);
    if (waiter !== undefined) await rowsOf(app.db, sql`select pg_terminate_backend(${waiter})`);
    return ended;
  });
