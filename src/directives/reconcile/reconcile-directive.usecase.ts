import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  keepDispatch,
  mustBeOpen,
  paperOf,
  toDispatch,
  type Dispatch,
  type KeptPaper,
} from '../../dispatches/index.js';
import { record } from '../../ledger/index.js';
import { actsFor, type Caller } from '../../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../../platform/database/sql.js';
import { invalid, notFound, notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { mayDraftFor } from '../draft-rights.js';
import { directiveById, type DirectiveRow } from '../directives.queries.js';
import { directiveOfPaper } from '../papers.queries.js';
import { SAME_PAPER } from '../similarity.rules.js';
import { renumber } from '../take-number.js';
import { comparisonOf, type Comparison } from './comparison.queries.js';
import { takeDuties } from './take-duties.js';

export interface Reconciled {
  directive: DirectiveRow;
  repeated: boolean;
}

/** Joins a directive that works under a provisional identity with the numbered, sealed copy of its paper. */
@Injectable()
export class ReconcileDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * The directive gets number, symbol, date and place of the copy, and the copy as its paper; the paper it had stays in
   * the history. A draft gets the copy's tasks, addressees and deadline too where they differ; from signing on duties
   * are fixed, and a copy that lays others on somebody is refused. The same copy again changes nothing.
   * @throws ProductError `not-found`, `not-permitted`; `invalid` where the copy bears no number; `not-possible-now` where
   *   it is another paper, has been used, or changes duties; `conflict` where its number is taken this year
   */
  execute(id: string, dispatchId: string, by: Caller): Promise<Reconciled> {
    return transactional(this.em, 'directive.reconciled', async (em) => {
      const db = dbOf(em);
      const directive = await directiveById(db, id, true);
      if (!actsFor(by, directive.issuerId)) throw notFound('Không có văn bản này.', 'There is no such directive.');
      mayDraftFor(by, directive.issuerId);
      if (directive.dispatchId === dispatchId) return { directive, repeated: true };
      const paper = await paperOf(db, dispatchId, by, true);
      const copy = paper.confirmed ?? toDispatch(paper.reading);
      await mustBeItsCopy(db, { directive, paper, copy });
      const comparison = await comparisonOf(db, directive, paper);
      mustMatch(comparison);
      if (directive.state !== 'drafted') mustLeaveDuties(comparison);
      await merge(db, { directive, paper, copy, comparison, by });
      return { directive: await directiveById(db, id), repeated: false };
    });
  }
}

interface Pair {
  directive: DirectiveRow;
  paper: KeptPaper;
  copy: Dispatch;
}

async function mustBeItsCopy(db: Db, { directive, paper, copy }: Pair): Promise<void> {
  if (paper.unitId !== directive.issuerId) throw notFound('Không có văn bản này.', 'There is no such dispatch.');
  if (directive.provisional === null || directive.reconciledAt !== null)
    throw notPossibleNow(
      'Văn bản này đã có số, ngày và bản chính thức; không còn gì để ghép.',
      'This directive has its number, its date and its final copy; there is nothing left to join.',
    );
  if (directive.state === 'closed')
    throw notPossibleNow('Văn bản đã kết thúc theo dõi.', 'The directive has been closed.');
  mustBeOpen(paper);
  if ((await directiveOfPaper(db, paper.id)) !== undefined)
    throw notPossibleNow(
      'Bản này đã là văn bản của một dự thảo khác.',
      'This copy is the paper of another directive already.',
    );
  if (copy.number === null)
    throw invalid(
      'Bản này chưa có số; chỉ ghép bản đã cấp số, đóng dấu.',
      'This copy bears no number; only a numbered, sealed copy is joined.',
      { field: 'dispatch' },
    );
}

function mustMatch({ score }: Comparison): void {
  if (score >= SAME_PAPER) return;
  const percent = Math.round(score * 100);
  throw notPossibleNow(
    `Hai bản chỉ trùng ${percent}% nội dung nên không phải một văn bản; hãy soạn văn bản mới từ bản này.`,
    `The two share only ${percent}% of their words and are not one paper; draft a new directive from this one.`,
    { score },
  );
}

function mustLeaveDuties({ weighty, fields }: Comparison): void {
  if (!weighty) return;
  throw notPossibleNow(
    'Bản đã có số khác về nhiệm vụ, thời hạn hoặc nơi nhận, mà văn bản đã ký. Hãy soạn văn bản mới từ bản này, hoặc ban hành văn bản đính chính.',
    'The numbered copy differs in tasks, deadlines or addressees, and the directive is signed. Draft a new directive from this copy, or issue a correction.',
    { differences: fields.filter((field) => field.weighty) },
  );
}

async function merge(db: Db, it: Pair & { comparison: Comparison; by: Caller }): Promise<void> {
  const { directive, paper, copy, comparison, by } = it;
  const identity = {
    number: copy.number!,
    symbol: copy.symbol ?? directive.symbol,
    date: copy.date ?? directive.datedOn,
    place: copy.place ?? directive.place,
  };
  const duties = directive.state === 'drafted' && comparison.weighty;
  if (directive.state === 'numbered' || directive.state === 'issued') await renumber(db, directive, identity);
  if (duties) await takeDuties(db, directive, paper);
  await keepDispatch(db, paper, { ...copy, ...identity });
  await sql`update directive set number = ${identity.number}, symbol = ${identity.symbol}, dated_on = ${identity.date}::date,
      place = ${identity.place}, dispatch_id = ${paper.id}, reconciled_at = ${directive.now}, version = version + 1
    where id = ${directive.id}`.execute(db);
  await sql`delete from provisional_shingle where directive_id = ${directive.id}`.execute(db);
  const hashes = await leaveOldPaper(db, directive, paper.id);
  await record(db, [
    {
      kind: 'directive.reconciled',
      at: directive.now,
      by,
      unitId: directive.issuerId,
      cascadeId: directive.cascadeId,
      directiveId: directive.id,
      payload: {
        ...hashes,
        number: identity.number,
        date: identity.date,
        provisional: directive.provisional,
        dispatch: paper.id,
        previousDispatch: directive.dispatchId,
        alikePercent: Math.round(comparison.score * 100),
        dutiesTaken: duties,
        ...(directive.number !== null && directive.number !== identity.number
          ? { replacedNumber: directive.number }
          : {}),
      },
    },
  ]);
}

/** The paper that a directive had stays, as one of its papers. @returns the hashes of both texts */
async function leaveOldPaper(
  db: Db,
  directive: DirectiveRow,
  newId: string,
): Promise<{ sha256: string; previousSha256: string | null }> {
  const { dispatchId } = directive;
  if (dispatchId !== null) {
    await sql`update dispatch set state = 'merged' where id = ${dispatchId}`.execute(db);
    await sql`insert into directive_paper (directive_id, dispatch_id, replaced_at)
      values (${directive.id}, ${dispatchId}, ${directive.now})`.execute(db);
  }
  const hashes = await firstOf(
    db,
    sql<{ sha256: string; previousSha256: string | null }>`select encode(n.text_sha256, 'hex') as sha256,
        encode(o.text_sha256, 'hex') as "previousSha256"
      from dispatch n left join dispatch o on o.id = ${dispatchId}::uuid where n.id = ${newId}`,
  );
  return hashes!;
}
