import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeliveryListener, Notices, type MessageRow } from '../mail/index.js';
import { SYSTEM } from '../platform/caller.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { actOnMany } from './act-on-many.js';

/** Mails that bring a paper: as it was issued, or as it was amended. */
const PAPERS: ReadonlySet<string> = new Set(['issue', 'amendment']);

/**
 * A paper whose mail the unit's server accepted is delivered: from here on the unit is chased, not its address.
 * Mail that did not arrive leaves the assignment as sent, which is what the issuer sees.
 */
@Injectable()
export class MarkDelivered extends DeliveryListener implements OnModuleInit {
  constructor(private readonly notices: Notices) {
    super();
  }

  onModuleInit(): void {
    this.notices.listenedToBy(this);
  }

  async onDelivered(db: Db, messages: readonly MessageRow[], at: Date): Promise<void> {
    await this.ofIssue(db, messages, at);
    await this.ofReorganisation(db, messages, at);
  }

  private async ofIssue(db: Db, messages: readonly MessageRow[], at: Date): Promise<void> {
    const papers = messages.filter(({ template, assignmentId }) => PAPERS.has(template) && assignmentId !== null);
    if (papers.length === 0) return;
    for (const cascadeId of [...new Set(papers.map((paper) => paper.cascadeId))].toSorted()) {
      const ids = papers.filter((paper) => paper.cascadeId === cascadeId).map((paper) => paper.assignmentId);
      const waiting = sql`(
        select cascade_id, id from assignment
        where cascade_id = ${cascadeId} and id = any(${ids}::uuid[]) and receipt = 'sent' order by id for update)`;
      await deliver(db, waiting, { at, cascadeId });
    }
  }

  /** The one mail for everything that a reorganisation brought a unit stands for each of those duties. */
  private async ofReorganisation(db: Db, messages: readonly MessageRow[], at: Date): Promise<void> {
    const mails = messages.filter(({ template }) => template === 'reorganised');
    if (mails.length === 0) return;
    const reorganisations = mails.map(({ parameters }) => String(parameters['reorganisation']));
    const brought = sql`assignment a
      join unnest(${reorganisations}::uuid[], ${mails.map((m) => m.unitId)}::uuid[]) k (reorganisation_id, unit_id)
        on a.unit_id = k.unit_id and a.reorganisation_id = k.reorganisation_id
      where a.receipt = 'sent' and a.standing = 'inForce'`;
    const cascades = await rowsOf<{ cascadeId: string }>(
      db,
      sql`select distinct a.cascade_id as "cascadeId" from ${brought} order by 1`,
    );
    for (const { cascadeId } of cascades) {
      const waiting = sql`(
        select a.cascade_id, a.id from ${brought} and a.cascade_id = ${cascadeId} order by a.id for update of a)`;
      await deliver(db, waiting, { at, cascadeId });
    }
  }

  async onUndeliverable(): Promise<void> {
    // the message keeps its state and the assignment stays sent; the issuer's page lists both
  }
}

const deliver = (db: Db, waiting: RawBuilder<unknown>, { at, cascadeId }: { at: Date; cascadeId: string }) =>
  actOnMany(db, waiting, {
    event: { type: 'DELIVER' },
    by: SYSTEM,
    at,
    kind: () => 'assignment.delivered',
    set: sql`delivered_at = ${at}`,
    cascadeId,
    isFrequent: true,
  });
