import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { EncodingName } from '../files/index.js';
import { record, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted } from '../platform/errors.js';
import { committing, transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { recordSignatures, trustOf } from '../signatures/index.js';
import { batchOf } from './intake.queries.js';
import { storePaper } from './keep-dispatch.js';
import { Turns } from './read-file-turns.js';
import { readFile, type FileRead } from './read-file.js';

export interface FileHandedIn {
  name: string;
  bytes: Uint8Array;
  /** Where the clerk knows better than the detection. */
  encoding?: EncodingName | undefined;
}

export interface Intake {
  batchId: string;
  /** Settles when every file was read, refused or left out. */
  finished: Promise<void>;
}

interface FileToStore {
  batchId: string;
  unitId: string;
  read: FileRead;
  by: Caller;
}

/** Files that are read and stored at once, of all batches: what bounds the memory that intake takes. */
const FILES_AT_ONCE = 2;
/** Files of one batch. */
export const FILES_AT_MOST = 50;

/**
 * Takes in files: each is opened and read in a child process, and stored with its papers in one transaction only after
 * it is known to be no state secret. A batch goes on after its request has been answered; its rows say how far it is.
 */
@Injectable()
export class TakeInFiles implements OnModuleDestroy {
  private readonly log = new Logger('intake');
  private readonly running = new Map<string, AbortController>();
  private readonly turns = new Turns(Array.from({ length: FILES_AT_ONCE }, (_, i) => i));

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @throws ProductError `invalid` (no file, too many), `not-permitted` (the caller acts for no unit) */
  async start(files: readonly FileHandedIn[], by: Caller): Promise<Intake> {
    if (files.length === 0) throw invalid('Hãy chọn ít nhất một tệp.', 'Choose at least one file.', { field: 'file' });
    if (files.length > FILES_AT_MOST)
      throw invalid(`Một lần gửi tối đa ${FILES_AT_MOST} tệp.`, `Send ${FILES_AT_MOST} files at most at a time.`);
    const { unitId } = by;
    if (unitId === null) throw notPermitted('Hãy đăng nhập cho một đơn vị.', 'Sign in for a unit.');
    const db = dbOf(this.em.fork());
    const at = await this.clock.now(db);
    const batchId = uuidv7(at);
    const beginning = sql`insert into intake_batch (id, unit_id, created_at, total, worked_at)
      values (${batchId}, ${unitId}, ${at}, ${files.length}, clock_timestamp())`;
    await committing(db, 'dispatch.batchBegun', () => beginning.execute(db));
    const stop = new AbortController();
    this.running.set(batchId, stop);
    const finished = this.run(batchId, files, { by, unitId, stop: stop.signal })
      .catch((error: unknown) =>
        this.log.error({ batch: batchId, error: error instanceof Error ? error.stack : error }),
      )
      .finally(() => this.running.delete(batchId));
    return { batchId, finished };
  }

  /**
   * Leaves out the files of a batch that were not read yet; what was read stays. Again: nothing changes.
   * @throws ProductError `not-found`, also where it is another unit's
   */
  async cancel(batchId: string, by: Caller): Promise<void> {
    const db = dbOf(this.em.fork());
    const { state } = await batchOf(db, batchId, by.unitId);
    if (state !== 'reading') return;
    const at = await this.clock.now(db);
    const cancelling = sql`update intake_batch set cancelled_at = ${at}
      where id = ${batchId} and cancelled_at is null and finished_at is null`;
    await committing(db, 'dispatch.batchCancelled', () => cancelling.execute(db));
    this.running.get(batchId)?.abort();
  }

  onModuleDestroy(): void {
    for (const stop of this.running.values()) stop.abort();
  }

  private async run(
    batchId: string,
    files: readonly FileHandedIn[],
    { by, unitId, stop }: { by: Caller; unitId: string; stop: AbortSignal },
  ): Promise<void> {
    const one = async (file: FileHandedIn): Promise<void> => {
      const trust = await trustOf(dbOf(this.em.fork()));
      const read = await readFile(file, { signal: stop, turn: unitId, trust });
      await this.keep({ batchId, unitId, read, by }, file);
    };
    try {
      for (const file of files) {
        if (!(await this.goesOn(batchId))) return;
        await this.turns.use(unitId, stop, () => one(file));
      }
    } catch (error) {
      if (stop.aborted) return;
      throw error;
    }
    const db = dbOf(this.em.fork());
    const finishing = sql`update intake_batch set finished_at = ${await this.clock.now(db)} where id = ${batchId}`;
    await committing(db, 'dispatch.batchFinished', () => finishing.execute(db));
  }

  /** Stores what became of a file; what cannot be stored is refused, so that the files behind it are read. */
  private async keep(it: FileToStore, file: FileHandedIn): Promise<void> {
    const stored = (read: FileRead): Promise<void> =>
      transactional(this.em, 'dispatch.takenIn', (em) => this.store(dbOf(em), { ...it, read }));
    await stored(it.read).catch(async (error: unknown) => {
      this.log.error({ batch: it.batchId, error: error instanceof Error ? error.stack : error });
      const origin = Buffer.from(file.name.replaceAll('\0', '')).toString();
      await stored({ papers: [], refused: [{ origin, code: 'broken' }] });
    });
  }

  /** A sign of life, and whether nobody has cancelled. */
  private async goesOn(batchId: string): Promise<boolean> {
    const db = dbOf(this.em.fork());
    const living = sql`update intake_batch set worked_at = clock_timestamp() where id = ${batchId} and cancelled_at is null returning id`;
    const row = await committing(db, 'dispatch.batchGoesOn', () => firstOf(db, living));
    return row !== undefined;
  }

  private async store(db: Db, it: FileToStore): Promise<void> {
    const at = await this.clock.now(db);
    const items: { origin: string | null; refusal: string | null; dispatch_id: string | null }[] = [];
    const facts: Fact[] = [];
    // one by one: each carries its bytes, and all of them in one statement would be in memory several times
    for (const paper of it.read.papers) {
      const fileId = await storeFile(db, { ...paper, unitId: it.unitId, at });
      const { origin, format } = paper;
      const encoding = paper.encoding?.name;
      const id = await storePaper(db, { ...paper, encoding, unitId: it.unitId, fileName: paper.name, fileId, at });
      items.push({ origin, refusal: null, dispatch_id: id });
      await recordSignatures(db, id, paper.signatures, it.by);
      const payload = { dispatch: id, file: fileId, format, sha256: sha256Of(paper.bytes).toString('hex') };
      facts.push({ kind: 'dispatch.takenIn', at, by: it.by, unitId: it.unitId, payload });
    }
    for (const { origin, code } of it.read.refused) {
      items.push({ origin, refusal: code, dispatch_id: null });
      facts.push({ kind: 'dispatch.refused', at, by: it.by, unitId: it.unitId, payload: { reason: code } });
    }
    await sql`insert into intake_item (batch_id, ord, origin, refusal, dispatch_id)
      select ${it.batchId}, (select coalesce(max(ord) + 1, 0) from intake_item where batch_id = ${it.batchId}) + i.ord,
        i.origin, i.refusal, i.dispatch_id
      from jsonb_to_recordset(${JSON.stringify(items.map((item, ord) => ({ ord, ...item })))}::jsonb)
        as i (ord integer, origin text, refusal text, dispatch_id uuid)`.execute(db);
    await sql`update intake_batch set done = done + 1 where id = ${it.batchId}`.execute(db);
    await record(db, facts);
  }
}

const sha256Of = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Stores the bytes as they were handed in. @returns the id of the file */
async function storeFile(
  db: Db,
  file: { unitId: string; name: string; format: string; bytes: Uint8Array; at: Date },
): Promise<string> {
  const id = uuidv7(file.at);
  await sql`insert into stored_file (id, unit_id, name, format, sha256, bytes, created_at)
    values (${id}, ${file.unitId}, ${file.name}, ${file.format}, ${sha256Of(file.bytes)}, ${Buffer.from(file.bytes)},
      ${file.at})`.execute(db);
  return id;
}
