import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { NoticeComposer, Notices, type Composed, type MessageRow } from '../mail/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { namedOn, officeName, type Level } from '../units/index.js';
import { takenOverNotice } from './notices.view.js';

interface Row {
  messageId: string;
  name: string;
  level: Level;
  title: string;
  legalBasis: string;
  effectiveOn: string;
}

/** Writes the one mail that a unit gets for everything that a reorganisation brought it. */
@Injectable()
export class ReorganisationNotices extends NoticeComposer implements OnModuleInit {
  readonly templates = ['reorganised'];

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
    const rows = await rowsOf<Row>(
      dbOf(this.em.fork()),
      sql`select m.id as "messageId", p.name, p.level, r.title, r.legal_basis as "legalBasis",
          r.effective_on::text as "effectiveOn"
        from unnest(${messages.map((m) => m.id)}::uuid[], ${messages.map((m) => m.unitId)}::uuid[],
            ${messages.map((m) => String(m.parameters['reorganisation']))}::uuid[]) m (id, unit_id, reorganisation_id)
          join reorganisation r on r.id = m.reorganisation_id
          join ${namedOn('m.unit_id', sql`r.effective_on`, 'p')}`,
    );
    const byId = new Map(messages.map((message) => [message.id, message]));
    return new Map(
      rows.map(({ messageId, ...row }) => {
        const { locale, parameters } = byId.get(messageId)!;
        const mail = takenOverNotice({
          ...row,
          locale,
          unitName: officeName(row),
          duties: Number(parameters['duties']),
          joined: Number(parameters['joined'] ?? 0),
          link: `${this.config.publicUrl}/assignments`,
        });
        return [messageId, mail];
      }),
    );
  }
}
