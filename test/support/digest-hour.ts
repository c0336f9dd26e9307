import { GatherNotices } from '../../src/chasing/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import type { TestApp } from './app.js';

/** Lets time pass to the hour at which the next digests are due, if any is, makes them, and sends everything. */
export async function deliverAtDigestHour(app: Pick<TestApp, 'get' | 'db' | 'setClock'>): Promise<void> {
  await app.get(GatherNotices).execute();
  const next = await firstOf(
    app.db,
    sql<{ at: Date | null }>`select min(gather_at) as at from message where gather and held_at is null`,
  );
  if (next?.at) {
    await app.setClock(next.at.toISOString());
    await app.get(GatherNotices).execute(next.at);
  }
  await app.get(DeliverMessages).drain();
}
