import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import type { PartState } from '../platform/readiness.js';
import { dueReorganisations } from './reorganisation.queries.js';
import { CarryOutReorganisation } from './carry-out-reorganisation.usecase.js';

/** An approved reorganisation that has not begun so long after its instant counts as late. */
const LATE_AFTER_MINUTES = 10;

/** Wakes reorganisations whose day has come, on every replica; holds no rule. A missed tick changes nothing. */
@Injectable()
export class CarryOutJob implements OnModuleInit {
  private readonly log = new Logger(CarryOutJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly carrying: CarryOutReorganisation,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('reorganisations', { more: () => this.overdue() });
  }

  private async overdue(): Promise<PartState> {
    const rows = await rowsOf<{ blocked: boolean }>(
      dbOf(this.em.fork()),
      sql`select blocked_at is not null as blocked from reorganisation where state = 'approved'
        and effective_on::timestamp at time zone 'Asia/Ho_Chi_Minh' + make_interval(mins => ${LATE_AFTER_MINUTES}) < business_now()`,
    );
    const blocked = rows.filter((row) => row.blocked).length;
    const late = rows.length - blocked;
    const note = {
      vi: 'Có phương án sắp xếp đã đến ngày mà chưa thực hiện được; hãy mở phương án để xem lý do.',
      en: 'A reorganisation is due and could not be carried out; open it to see why.',
    };
    // what the register does not allow is for people to mend: no other replica could do it
    return { ok: late === 0, late, blocked, ...(rows.length === 0 ? {} : { note }) };
  }

  @Cron('*/10 * * * * *', { name: 'reorganisations', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    const due = await dueReorganisations(dbOf(this.em.fork()));
    const progress = () => this.heartbeats.beat('reorganisations', { steps: 1 });
    for (const { id } of due) {
      try {
        const done = await this.carrying.execute(id, { progress });
        this.log.log({ msg: 'reorganisation', id, done });
      } catch (error) {
        this.log.error({
          msg: 'a reorganisation could not be carried out; it is tried again',
          id,
          error: String(error),
        });
      }
    }
    await this.heartbeats.beat('reorganisations');
  }
}
