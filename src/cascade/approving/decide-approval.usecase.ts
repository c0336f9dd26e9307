import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { isNotAnother } from '../../access/index.js';
import { directiveById, mayFinishFor, type DirectiveRow } from '../../directives/index.js';
import { isOperator, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { notPermitted } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { ForwardAssignment } from '../forward-assignment.usecase.js';
import { IssueDirective } from '../issue-directive.usecase.js';
import { RecallDirective } from '../recalling/recall-directive.usecase.js';
import { approvalById, type ApprovalRow } from './approval.queries.js';
import { decide } from './second-person.js';

/** What the second person's decision brought about. */
export interface Decided {
  approval: ApprovalRow;
  directive: DirectiveRow;
  repeated: boolean;
}

/** The second person's side of an act that policy lets nobody do alone. */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly em: EntityManager,
    private readonly issuing: IssueDirective,
    private readonly forwarding: ForwardAssignment,
    private readonly recalling: RecallDirective,
  ) {}

  /**
   * Confirms, and does what was asked for.
   * @throws ProductError `not-found`, `not-permitted` (who asked; no person), `conflict` (it has changed since),
   *   `not-possible-now`
   */
  async give(id: string, by: Caller): Promise<Decided> {
    const db = dbOf(this.em.fork());
    const approval = await approvalById(db, id);
    mayFinishFor(by, approval.unitId);
    const repeated = approval.state === 'given';
    if (!repeated) {
      const { directiveId, act, reason } = approval;
      if (act === 'issue') await this.issue(await directiveById(db, directiveId), by, id);
      else await this.recalling.execute(directiveId, { reason: reason ?? '', approval: id }, by);
    }
    return this.answer(id, repeated);
  }

  /** What carries a paper on is issued by passing that on. */
  private async issue({ id, parentAssignmentId, issuedAt }: DirectiveRow, by: Caller, approval: string): Promise<void> {
    if (parentAssignmentId === null || issuedAt) await this.issuing.execute(id, by, { approval });
    else await this.forwarding.execute(parentAssignmentId, { to: [], draft: id, approval }, by);
  }

  /** The second person says no. @throws ProductError `not-found`, `not-permitted`, `not-possible-now` */
  refuse(id: string, { note }: { note?: string | undefined }, by: Caller): Promise<Decided> {
    return this.end(id, 'REFUSE', { note, by });
  }

  /** Who asked takes it back. @throws ProductError `not-found`, `not-permitted`, `not-possible-now` */
  withdraw(id: string, by: Caller): Promise<Decided> {
    return this.end(id, 'WITHDRAW', { by });
  }

  private async end(
    id: string,
    type: 'REFUSE' | 'WITHDRAW',
    { note, by }: { note?: string | undefined; by: Caller },
  ): Promise<Decided> {
    const repeated = await transactional(this.em, 'directive.approvalDecided', async (em) => {
      const db = dbOf(em);
      const approval = await approvalById(db, id);
      mayFinishFor(by, approval.unitId);
      if (approval.state === (type === 'REFUSE' ? 'refused' : 'withdrawn')) return true;
      const isAsker =
        (await isNotAnother(db, by.actor, approval.askedBy)) === 'same-person' || by.actor === approval.askedBy;
      if (type === 'WITHDRAW' && !isAsker && !isOperator(by)) throw onlyTheAsker();
      if (type === 'REFUSE' && isAsker) throw notTheAsker();
      await decide(db, approval, {
        event: { type },
        by,
        note,
        row: await directiveById(db, approval.directiveId, true),
      });
      return false;
    });
    return this.answer(id, repeated);
  }

  private async answer(id: string, repeated: boolean): Promise<Decided> {
    const db = dbOf(this.em.fork());
    const approval = await approvalById(db, id);
    return { approval, directive: await directiveById(db, approval.directiveId), repeated };
  }
}

const onlyTheAsker = () =>
  notPermitted('Chỉ người đề nghị mới rút được đề nghị.', 'Only who asked for it may withdraw it.');
const notTheAsker = () =>
  notPermitted('Người đề nghị thì rút đề nghị, không từ chối.', 'Who asked withdraws it, and does not refuse it.');
