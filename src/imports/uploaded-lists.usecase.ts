import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow, ProductError } from '../platform/errors.js';
import { committing, transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { ImportList, type ImportOptions, type ImportReport, type Stage } from './import-list.usecase.js';
import { importOf } from './imports.queries.js';

interface ListHandedIn {
  name: string;
  bytes: Buffer;
  options: ImportOptions;
}
/** An upload that goes on after its request was answered. */
interface Started {
  id: string;
  finished: Promise<void>;
}

/**
 * Lists that are handed in on a page: checked first, carried out when somebody says so, and kept no longer than that. Work
 * goes on after the request was answered; the row says how far it is.
 */
@Injectable()
export class UploadedLists implements OnModuleDestroy {
  private readonly log = new Logger('imports');
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly imports: ImportList,
  ) {}

  /** Keeps the file and begins its dry run. @throws ProductError `invalid` without a file, `not-permitted` */
  async start({ name, bytes, options }: ListHandedIn, by: Caller): Promise<Started> {
    if (bytes.length === 0) throw invalid('Hãy chọn một tệp.', 'Choose a file.', { field: 'file' });
    if (by.unitId === null) throw notPermitted('Hãy đăng nhập cho một đơn vị.', 'Sign in for a unit.');
    const db = this.db();
    const at = await this.clock.now(db);
    const id = uuidv7(at);
    const beginning = sql`insert into unit_import (id, unit_id, created_at, created_by, file_name, bytes, options, state, worked_at)
      values (${id}, ${by.unitId}, ${at}, ${by.actor}, ${name}, ${bytes}, ${JSON.stringify(options)}::jsonb, 'checking',
        clock_timestamp())`;
    await committing(db, 'import.begun', () => beginning.execute(db));
    return { id, finished: this.run(id, { bytes, options, by, dryRun: true }) };
  }

  /**
   * Carries out what was checked. A list that is no longer in order by now is refused with its lines. Again: nothing.
   * @throws ProductError `not-found`, `not-possible-now` where it was not checked or is no longer kept
   */
  async carryOut(id: string, by: Caller): Promise<Started> {
    const db = this.db();
    const { state } = await importOf(db, id, by.unitId);
    if (state === 'done' || state === 'writing') return { id, finished: Promise.resolve() };
    const taking = sql<{ bytes: Buffer; options: ImportOptions }>`
      update unit_import set state = 'writing', stage = null, worked_at = clock_timestamp()
      where id = ${id} and state = 'checked' and bytes is not null returning bytes, options`;
    const taken = await committing(db, 'import.taken', () => firstOf(db, taking));
    if (!taken)
      throw notPossibleNow(
        'Danh sách này không còn chờ thực hiện; hãy tải tệp lên lại.',
        'This list does not wait to be carried out any more; upload the file again.',
      );
    return { id, finished: this.run(id, { ...taken, by, dryRun: false }) };
  }

  /** Gives a list up: what runs is stopped before it writes, and the file goes. Again: nothing changes. */
  async cancel(id: string, by: Caller): Promise<void> {
    const db = this.db();
    await importOf(db, id, by.unitId);
    const stop = this.running.get(id);
    if (stop) stop.abort(STOPPED);
    else await this.giveUp(id);
  }

  /** Files that nobody carried out within a day go. */
  @Cron('17 * * * *', { name: 'imports-forget', timeZone: 'UTC', waitForCompletion: true })
  async forget(): Promise<void> {
    const forgetting = sql`update unit_import set bytes = null, state = case when state = 'done' then state else 'cancelled' end
      where bytes is not null and created_at < business_now() - interval '1 day' and state <> 'writing'`;
    await committing(this.db(), 'import.forgotten', () => forgetting.execute(this.db()));
  }

  onModuleDestroy(): void {
    for (const stop of this.running.values()) stop.abort(STOPPED);
  }

  /** What another process writes at this moment is left to it. */
  private async giveUp(id: string): Promise<void> {
    const db = this.db();
    const giving = sql`update unit_import set state = 'cancelled', bytes = null, finished_at = ${await this.clock.now(db)}
      where id = ${id} and (state in ('checking', 'checked', 'refused')
        or (state = 'writing' and (${this.running.has(id)} or worked_at < clock_timestamp() - interval '5 minutes')))`;
    await committing(db, 'import.givenUp', () => giving.execute(db));
  }

  private db = (): Db => dbOf(this.em.fork());

  private async run(
    id: string,
    { bytes, options, by, dryRun }: { bytes: Buffer; options: ImportOptions; by: Caller; dryRun: boolean },
  ): Promise<void> {
    const stop = new AbortController();
    this.running.set(id, stop);
    const progress = (stage: Stage): void => {
      const noting = sql`update unit_import set stage = ${stage}, worked_at = clock_timestamp() where id = ${id}`;
      committing(this.db(), 'import.progressed', () => noting.execute(this.db())).catch((error: unknown) =>
        this.log.error(error),
      );
    };
    try {
      const report = await this.imports.execute(bytes, { caller: by, dryRun, options, signal: stop.signal, progress });
      await this.keep(id, report, dryRun);
    } catch (error) {
      if (stop.signal.aborted) return await this.giveUp(id);
      if (!(error instanceof ProductError)) this.log.error({ import: id, error });
      const { vi, en } = error instanceof ProductError ? error.words : FAILED;
      const refusing = sql`update unit_import set state = 'refused', refusal = ${JSON.stringify({ vi, en })}::jsonb, bytes = null,
        finished_at = ${await this.clock.now(this.db())} where id = ${id}`;
      await committing(this.db(), 'import.failed', () => refusing.execute(this.db()));
    } finally {
      this.running.delete(id);
    }
  }

  private keep(id: string, { refused, ...report }: ImportReport, dryRun: boolean): Promise<void> {
    const isWaiting = dryRun && report.added + report.changed > 0;
    const state = refused.length > 0 ? 'refused' : isWaiting ? 'checked' : 'done';
    return transactional(this.em, 'import.finished', async (em) => {
      const db = dbOf(em);
      await sql`update unit_import set state = ${state}, report = ${JSON.stringify(report)}::jsonb,
        refused_lines = ${refused.length}, finished_at = ${await this.clock.now(db)},
        bytes = case when ${state === 'checked'} then bytes end
        where id = ${id} and state <> 'cancelled'`.execute(db);
      await sql`insert into unit_import_refusal (import_id, ord, sheet, line, value, reason)
        select ${id}, n.ord, n.sheet, n.line, n.value, n.reason
        from unnest(${refused.map((_, ord) => ord)}::int[], ${refused.map((r) => r.sheet)}::text[],
          ${refused.map((r) => r.line)}::int[], ${refused.map((r) => r.value)}::text[],
          ${refused.map((r) => r.reason)}::text[]) as n (ord, sheet, line, value, reason)
        on conflict do nothing`.execute(db);
    });
  }
}

const STOPPED = invalid('Đã dừng.', 'Stopped.');
const FAILED = {
  vi: 'Có lỗi khi nhập danh sách; không ghi gì. Hãy thử lại, và báo người vận hành nếu vẫn lỗi.',
  en: 'Importing the list failed; nothing was written. Try again, and tell the operator where it fails again.',
};
