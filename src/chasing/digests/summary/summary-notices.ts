import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeLink } from '../../../cascade/index.js';
import { NoticeComposer, Notices, type Composed, type MessageRow } from '../../../mail/index.js';
import { Clock } from '../../../platform/clock.js';
import { dbOf } from '../../../platform/database/sql.js';
import { SUMMARY } from './make-summaries.usecase.js';
import { officeNames, summariesOf } from './summary.queries.js';
import { weekSummary } from './summary.view.js';

/** Writes the weekly summaries as things stand when they are sent. */
@Injectable()
export class SummaryNotices extends NoticeComposer implements OnModuleInit {
  readonly templates = [SUMMARY];

  constructor(
    private readonly em: EntityManager,
    private readonly notices: Notices,
    private readonly links: AcknowledgeLink,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.notices.composedBy(this);
  }

  async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const db = dbOf(this.em.fork());
    const now = await this.clock.now(db);
    const units = messages.map(({ unitId }) => unitId);
    const [summaries, names] = [await summariesOf(db, units, now), await officeNames(db, units)];
    return new Map(
      messages.map(({ id, unitId, locale, parameters }) => [
        id,
        weekSummary({
          locale,
          on: String(parameters['on']),
          unitName: names.get(unitId) ?? '',
          lines: summaries.get(unitId) ?? [],
          page: (path) => this.links.page(path),
          now,
        }),
      ]),
    );
  }
}
