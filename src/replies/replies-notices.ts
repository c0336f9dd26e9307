import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { NoticeComposer, Notices, type Composed, type MessageRow } from '../mail/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { namedOn, officeName, type Level } from '../units/index.js';
import { deadNotice } from './notices.view.js';

interface Row {
  messageId: string;
  name: string;
  level: Level;
  toName: string;
  toLevel: Level;
  address: string;
  since: Date;
  status: string | null;
}

/** Writes the mail by which a superior hears that an address of one of its units is dead. */
@Injectable()
export class RepliesNotices extends NoticeComposer implements OnModuleInit {
  readonly templates = ['addressDead'];

  constructor(
    private readonly em: EntityManager,
    private readonly notices: Notices,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  onModuleInit(): void {
    this.notices.composedBy(this);
  }

  async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const day = sql`(b.at at time zone 'Asia/Ho_Chi_Minh')::date`;
    const rows = await rowsOf<Row>(
      dbOf(this.em.fork()),
      sql`select m.id as "messageId", u.name, u.level, t.name as "toName", t.level as "toLevel", b.address, b.at as since, b.status
        from unnest(${messages.map((m) => m.id)}::uuid[], ${messages.map((m) => m.unitId)}::uuid[],
            ${messages.map((m) => String(m.parameters['unit']))}::uuid[],
            ${messages.map((m) => String(m.parameters['bounce']))}::uuid[]) m (id, to_unit_id, unit_id, bounce_id)
          join mail_bounce b on b.id = m.bounce_id
          join ${namedOn('m.unit_id', day, 'u')} join ${namedOn('m.to_unit_id', day, 't')}`,
    );
    const localeOf = new Map(messages.map(({ id, locale }) => [id, locale]));
    return new Map(
      rows.map((row) => [
        row.messageId,
        deadNotice({
          locale: localeOf.get(row.messageId)!,
          toUnitName: officeName({ name: row.toName, level: row.toLevel }),
          unitName: officeName(row),
          address: row.address,
          since: row.since,
          status: row.status,
          link: `${this.config.publicUrl}/replies/dead`,
        }),
      ]),
    );
  }
}
