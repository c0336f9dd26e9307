import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { loadCalendar } from '../calendar/index.js';
import { ofRoster, openAssignments } from '../assignments/index.js';
import {
  addresseesOfDirective,
  deadlinesAt,
  directiveById,
  dutyTermsOf,
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
import { ownTerms } from './own-terms.js';

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
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (no recipients, addressees to settle; it carries
   *   on a paper from above, and is issued by passing that on), `conflict`
   */
  execute(id: string, by: Caller, { approval }: { approval?: string } = {}): Promise<Issued> {
    return transactional(this.em, 'directive.issued', async (em) => {
      const db = dbOf(em);
      const draft = await directiveById(db, id, true);
      mayDraftFor(by, draft.issuerId);
      if (draft.issuedAt) return this.now(db, draft, by);
      if (draft.parentAssignmentId !== null) throw byPassingOn(draft.parentAssignmentId, id);
      const pending = await this.ready(db, draft, { by, approval });
      return pending ? { directive: draft, assignments: 0, repeated: false, pending } : this.now(db, draft, by);
    });
  }

  /**
   * What a draft still wants before it is issued.
   * @returns the request that waits for a second person; undefined where it may be issued now
   * @throws ProductError `not-possible-now` (no recipients, addressees to settle), `not-permitted`, `conflict`
   */
  async ready(
    db: Db,
    draft: DirectiveRow,
    { by, approval }: { by: Caller; approval?: string | undefined },
  ): Promise<ApprovalRow | undefined> {
    await mustBeReady(db, draft);
    return secondPerson(db, draft, { act: 'issue', by, approval });
  }

  /**
   * The same inside the caller's transaction, for an act that is more than issuing. Unless the caller has had it
   * confirmed (see {@link ready}) it cannot wait for anybody.
   * @throws ProductError `not-possible-now` also where the policy asks for a second person
   */
  async within(db: Db, id: string, by: Caller, { isConfirmed = false } = {}): Promise<Issued> {
    const draft = await directiveById(db, id, true);
    mayDraftFor(by, draft.issuerId);
    if (!isConfirmed && !draft.issuedAt && needsSecondPerson(draft, 'issue')) throw notWithoutSecondPerson();
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
      ownTerms: await ownTerms(db, ofRoster(id), (own) => deadlinesAt(numbered, numbered.now, own)),
      terms: dutyTermsOf(row.policy, row.urgency),
      sentVersion: row.contentVersion,
      isFirst: true,
    });
    const directive = { ...row, issuedAt: row.now, receiptDueAt: due.receipt, workDueAt: due.work };
    return { directive, assignments, repeated: false };
  }
}

const byPassingOn = (assignment: string, draft: string) =>
  notPossibleNow(
    'Dự thảo này triển khai văn bản cấp trên: hãy mở nhiệm vụ theo văn bản đó, chuyển tiếp và chọn dự thảo này (qua giao diện lập trình: `draft`).',
    'This draft carries on a paper from above: open the assignment under that paper, pass it on and choose this draft (over the API: `draft`).',
    { assignment, draft },
  );

const notWithoutSecondPerson = () =>
  notPossibleNow(
    'Chính sách yêu cầu người thứ hai xác nhận khi ban hành, nên không ban hành ngay khi chuyển tiếp được. Lập dự thảo của văn bản riêng trước, rồi chuyển tiếp bằng dự thảo đó.',
    'The policy asks for a second person to issue, so it cannot be issued in one go with passing the paper on. Draft the own dispatch first, and pass the paper on with that draft.',
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
