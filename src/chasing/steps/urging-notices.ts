import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeLink, AssignmentNotices, type NoticeFacts } from '../../cascade/index.js';
import { Notices, type Composed, type MessageRow } from '../../mail/index.js';
import { dbOf, rowsOf, sql } from '../../platform/database/sql.js';
import { letterMail } from './step-mail.js';
import { stepsSaid } from './step-said.queries.js';
import { roundText } from './round.rules.js';

/** Tells the office that sent a paper that an official letter to those who are late is ready to be signed. */
@Injectable()
export class UrgingNotices extends AssignmentNotices {
  readonly templates = ['urgingLetter'];
  private readonly rounds = new WeakMap<MessageRow, { round: string; stage: Parameters<typeof letterMail>[2] }>();

  constructor(
    em: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(em, notices);
  }

  override async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const db = dbOf(this.em.fork());
    const said = await stepsSaid(db, messages);
    const days = await rowsOf<{ id: string; on: string; sender: string }>(
      db,
      sql`select m.id, (m.queued_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on", s.code as sender from message m
        join unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[]) k (cascade_id, id)
          on k.cascade_id = m.cascade_id and k.id = m.id
        join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id join unit s on s.id = a.sender_id`,
    );
    const dayOf = new Map(days.map(({ id, on, sender }) => [id, { on, sender }]));
    for (const [message, { stage, n }] of said)
      this.rounds.set(message, { round: roundText({ stage, step: n, ...dayOf.get(message.id)! }), stage });
    return super.compose(messages.filter((message) => this.rounds.has(message)));
  }

  protected async one(message: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const { round, stage } = this.rounds.get(message)!;
    return letterMail({ message, facts, links: this.links }, round, stage);
  }
}
