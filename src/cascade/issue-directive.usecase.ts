import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { loadCalendar } from '../calendar/index.js';
import { ofRoster, openAssignments } from '../assignments/index.js';
import {
  addresseesOfDirective,
  deadlinesAt,
  directiveById,
  issue,
  mayDraftFor,
  number,
  sign,
  type DirectiveRow,
} from '../directives/index.js';
import { joinPaper } from '../dispatches/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import type { ApprovalRow } from './approving/approval.queries.js';
import { needsSecondPerson, secondPerson } from './approving/second-person.js';

export interface Issued {
  directive: DirectiveRow;
  assignments: number;
  repeated: boolean;
  /** The policy asks for a second person: nothing is done until somebody else confirms. */
  pending?: ApprovalRow;
}

/** Puts a draft in force: signed, numbered, issued, and one assignment opened for every unit of its roster, or nothing. */
@Injectable()
export class IssueDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * Issuing again answers what was issued. Two at once: the second waits and answers the same.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (no recipients, addressees to settle), `conflict`
   */
  execute(id: string, by: Caller, { approval }: { approval?: string } = {}): Promise<Issued> {
    return transactional(this.em, 'directive.issued', async (em) => {
      const db = dbOf(em);
      const draft = await directiveById(db, id, true);
      mayDraftFor(by, draft.issuerId);
      if (draft.issuedAt) return this.now(db, draft, by);
      await mustBeReady(db, draft);
      const pending = await secondPerson(db, draft, { act: 'issue', by, approval });
      return pending ? { directive: draft, assignments: 0, repeated: false, pending } : this.now(db, draft, by);
    });
  }

  /**
   * The same inside the caller's transaction, for an act that is more than issuing: it cannot wait for anybody.
   * @throws ProductError `not-possible-now` also where the policy asks for a second person
   */
  async within(db: Db, id: string, by: Caller): Promise<Issued> {
    const draft = await directiveById(db, id, true);
    mayDraftFor(by, draft.issuerId);
    if (!draft.issuedAt && needsSecondPerson(draft, 'issue')) throw notWithoutSecondPerson();
    return this.now(db, draft, by);
  }

  private async now(db: Db, draft: DirectiveRow, by: Caller): Promise<Issued> {
    const { id } = draft;
    if (draft.issuedAt) return { directive: draft, assignments: await assignmentsOf(db, id), repeated: true };
    const units = await mustBeReady(db, draft);
    const signed = draft.state === 'drafted' ? await sign(db, draft, by) : draft;
    const numbered = signed.state === 'signed' ? await number(db, signed, by) : signed;
    const calendar = await loadCalendar(db);
    const due = deadlinesAt(numbered, numbered.now, calendar);
    const { row } = await issue(db, numbered, by, { ...due, calendarVersion: calendar.version, units });
    await joinPaper(db, {
      ...row,
      unitId: row.issuerId,
      issuedOn: row.datedOn ?? vnDate(row.now),
      at: row.now,
      directive: row,
    });
    const assignments = await openAssignments(db, ofRoster(id), {
      cascadeId: row.cascadeId,
      directiveId: id,
      senderId: row.issuerId,
      parentId: row.parentAssignmentId,
      at: row.now,
      by,
      receiptDueAt: due.receipt,
      workDueAt: due.work,
      terms: row.policy,
      sentVersion: row.contentVersion,
      isFirst: true,
    });
    const directive = { ...row, issuedAt: row.now, receiptDueAt: due.receipt, workDueAt: due.work };
    return { directive, assignments, repeated: false };
  }
}

const notWithoutSecondPerson = () =>
  notPossibleNow(
    'Chính sách yêu cầu người thứ hai xác nhận khi ban hành, nên không ban hành kèm khi chuyển tiếp được. Chuyển tiếp nguyên văn, hoặc dùng chính sách khác cho văn bản riêng.',
    'The policy asks for a second person to issue, so it cannot be issued in passing the paper on. Pass the paper on as it is, or give the own dispatch another policy.',
  );

/** @returns how many units the roster has */
async function mustBeReady(db: Db, draft: DirectiveRow): Promise<number> {
  const open = (await addresseesOfDirective(db, draft.id)).filter(({ status }) => status === 'not-understood');
  if (open.length > 0)
    throw notPossibleNow(
      `Còn ${open.length} nơi nhận chưa rõ: ${open.map(({ text }) => `"${text}"`).join(', ')}. Hãy chọn đơn vị hoặc bỏ ra.`,
      `${open.length} addressees are not understood: ${open.map(({ text }) => `"${text}"`).join(', ')}. Choose units or drop them.`,
      { notUnderstood: open.map(({ ord, text, candidates }) => ({ ord, text, candidates })) },
    );
  const roster = await firstOf(
    db,
    sql<{ units: number }>`select count(*)::int as units from roster_entry where directive_id = ${draft.id}`,
  );
  if (roster!.units === 0) throw notPossibleNow('Văn bản chưa có đơn vị nhận nào.', 'The directive has no recipients.');
  return roster!.units;
}

const assignmentsOf = async (db: Db, id: string): Promise<number> =>
  (await firstOf(db, sql<{ n: number }>`select count(*)::int as n from assignment where directive_id = ${id}`))!.n;
