import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ENCODINGS } from '../files/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { fileOf } from './intake.queries.js';
import { paperOf, replaceReading } from './keep-dispatch.js';
import { readFile } from './read-file.js';
import { refusalError } from './read-text.js';

/** Reads a stored text again where its encoding was not what it seemed. */
@Injectable()
export class ReadAgain {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * A paper that turns out to be marked secret is removed with its file, and refused.
   * @throws ProductError `not-found`, `invalid` (no such encoding, not readable in it), `not-possible-now`, `secret-document`
   */
  async execute(id: string, encoding: string, by: Caller): Promise<void> {
    const known = ENCODINGS.find((name) => name === encoding);
    if (!known) throw invalid('Không có bảng mã này.', 'There is no such encoding.');
    const db = dbOf(this.em.fork());
    const { fileId, state } = await paperOf(db, id, by);
    const file = fileId === null ? undefined : await fileOf(db, fileId);
    if (!file || state !== 'read')
      throw notPossibleNow('Chỉ đọc lại được văn bản đang chờ xác nhận.', 'Only a paper that waits can be read again.');
    const { papers, refused } = await readFile({ ...file, encoding: known });
    const [paper] = papers;
    const [refusal] = refused;
    await transactional(this.em, 'dispatch.readAgain', async (em) => {
      const tx = dbOf(em);
      if ((await paperOf(tx, id, by, true)).state !== 'read') return;
      if (paper) await replaceReading(tx, id, { ...paper, encoding: known });
      else if (refusal?.code === 'secret') await this.forget(tx, { id, fileId: fileId!, by });
    });
    if (!paper) throw refusalError(refusal?.code ?? 'broken');
  }

  private async forget(db: Db, { id, fileId, by }: { id: string; fileId: string; by: Caller }): Promise<void> {
    await sql`delete from intake_item where dispatch_id = ${id}`.execute(db);
    await sql`delete from dispatch where id = ${id}`.execute(db);
    await sql`delete from stored_file where id = ${fileId}`.execute(db);
    const at = await this.clock.now(db);
    await record(db, [{ kind: 'dispatch.refused', at, by, payload: { dispatch: id, reason: 'secret' } }]);
  }
}
