import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { recordSignatures, trustOf } from '../signatures/index.js';
import { fileOf } from './intake.queries.js';
import { paperOf } from './keep-dispatch.js';
import { readFile } from './read-file.js';
import { refusalError } from './read-text.js';

/** Verifies the signatures of a stored PDF again, against the trust roots of now. */
@Injectable()
export class VerifyAgain {
  constructor(private readonly em: EntityManager) {}

  /** What was found before is replaced, with its fact. @throws ProductError `not-found`, `not-possible-now` (no PDF), why it cannot be read */
  async execute(id: string, by: Caller): Promise<void> {
    const db = dbOf(this.em.fork());
    const { fileId, format, unitId } = await paperOf(db, id, by);
    const file = fileId === null || format !== 'pdf' ? undefined : await fileOf(db, fileId);
    if (!file) throw notPossibleNow('Chỉ kiểm tra được chữ ký của tệp PDF.', 'Only a PDF has signatures to verify.');
    const { papers, refused } = await readFile(file, { turn: unitId, trust: await trustOf(db) });
    const [paper] = papers;
    if (!paper) throw refusalError(refused[0]?.code ?? 'broken');
    await transactional(this.em, 'signature.verified', (em) => recordSignatures(dbOf(em), id, paper.signatures, by));
  }
}
