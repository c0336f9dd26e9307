import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { directiveById } from '../directives/index.js';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import { keepForecast, outlookOf } from './forecast.queries.js';
import { FEWEST_UNITS, gradeOf } from './forecast.rules.js';

/** Directives of one run; the rest waits for the next. */
const AT_A_TIME = 50;

interface OpenForecast {
  directiveId: string;
  madeOn: string;
  earliestAt: Date;
  latestAt: Date;
  reachedAt: Date | null;
  endedAt: Date | null;
  now: Date;
}

/** Makes a forecast for every directive in force, once a day, and grades those whose day has come. */
@Injectable()
export class MakeForecasts {
  /** The last directive of the run before, where there were more: those that nothing can be foreseen of keep none waiting. */
  private after: string | null = null;

  constructor(private readonly em: EntityManager) {}

  async execute(): Promise<{ made: number; graded: number }> {
    const graded = await this.grade();
    return { made: await this.make(), graded };
  }

  private async make(): Promise<number> {
    const db = dbOf(this.em.fork());
    const due = await rowsOf<{ id: string }>(
      db,
      sql`select d.id from directive d where d.state = 'issued' and (${this.after}::uuid is null or d.id < ${this.after}::uuid)
          and not exists (select 1 from forecast f where f.directive_id = d.id
            and f.made_on = (business_now() at time zone 'Asia/Ho_Chi_Minh')::date)
          and (select count(*) from (select 1 from assignment a where a.cascade_id = d.cascade_id and a.directive_id = d.id
            limit ${FEWEST_UNITS}) x) = ${FEWEST_UNITS}
        order by d.id desc limit ${AT_A_TIME}`,
    );
    this.after = due.length < AT_A_TIME ? null : due.at(-1)!.id;
    let made = 0;
    for (const { id } of due) {
      const directive = await directiveById(db, id);
      const outlook = await outlookOf(db, directive);
      const keep = () => keepForecast(db, directive, outlook, vnDate(directive.now));
      if (await committing(db, 'forecast.made', keep)) made++;
    }
    return made;
  }

  private async grade(): Promise<number> {
    const db = dbOf(this.em.fork());
    const open = await rowsOf<OpenForecast>(
      db,
      sql`select f.directive_id as "directiveId", f.made_on::text as "madeOn", f.earliest_at as "earliestAt", f.latest_at as "latestAt",
          r.at as "reachedAt", coalesce(d.closed_at, d.recalled_at, d.superseded_at) as "endedAt", business_now() as now
        from forecast f join directive d on d.id = f.directive_id
        left join lateral (select a.acknowledged_at as at from assignment a where a.cascade_id = d.cascade_id and a.directive_id = d.id
            and a.receipt = 'acknowledged' order by a.acknowledged_at offset ceil(f.share * f.of_total - 1e-9)::int - 1 limit 1) r on true
        where f.hit is null and f.ended_at is null
          and (r.at is not null or d.state <> 'issued' or f.latest_at < business_now())`,
    );
    const grades = open.flatMap((forecast) => {
      const grade = gradeOf(forecast, forecast);
      return grade ? [{ ...grade, directiveId: forecast.directiveId, madeOn: forecast.madeOn }] : [];
    });
    if (grades.length === 0) return 0;
    const write = () =>
      sql`update forecast f set reached_at = g."reachedAt", ended_at = g."endedAt", hit = g.hit
        from jsonb_to_recordset(${JSON.stringify(grades)}::jsonb)
          g ("directiveId" uuid, "madeOn" date, "reachedAt" timestamptz, "endedAt" timestamptz, hit boolean)
        where f.directive_id = g."directiveId" and f.made_on = g."madeOn" and f.hit is null`.execute(db);
    await committing(db, 'forecast.graded', write);
    return grades.length;
  }
}
