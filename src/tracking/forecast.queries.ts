import { isWorkingDay, loadCalendar } from '../calendar/index.js';
import type { DirectiveRow } from '../directives/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { foresee, paceOf, SHARE, type Foreseen, type NoForecast, type Pace, type PaceGroup } from './forecast.rules.js';
import { afterWorkingHours, workingHoursBetween, type Working } from './pace.rules.js';

/** Past directives of the issuer that the pace is compared with. */
const PAST_DIRECTIVES = 20;

/** A forecast as it was stored. */
export interface ForecastRow extends Foreseen {
  madeAt: Date;
  share: number;
  n: number;
  ofTotal: number;
  reachedAt: Date | null;
  endedAt: Date | null;
  hit: boolean | null;
}

export interface Outlook {
  foreseen: Foreseen | NoForecast;
  total: number;
  acknowledged: number;
  /** Of those left: who cannot acknowledge, for the paper has not reached it. */
  unreached: number;
  /** Acknowledgements that the pace was reckoned from: of this cascade, and of past ones of the issuer. */
  own: Pace;
  history: Pace;
}

/** Duties under directives that are to be acknowledged, by the hours they were opened and acknowledged in. */
const groupsOf = (db: Db, directives: readonly { id: string; cascadeId: string }[]) =>
  rowsOf<PaceGroup & { directive: string; unreached: boolean }>(
    db,
    sql`select a.directive_id as directive, a.receipt = 'expected' as unreached, date_trunc('hour', a.opened_at) as "openedAt",
        date_trunc('hour', case when a.receipt = 'acknowledged' then a.acknowledged_at end) as "acknowledgedAt", count(*)::int as n
      from unnest(${directives.map(({ id }) => id)}::uuid[], ${directives.map(({ cascadeId }) => cascadeId)}::uuid[]) d (id, cascade_id)
      join assignment a on a.cascade_id = d.cascade_id and a.directive_id = d.id
      where a.receipt <> 'returned' and (a.standing in ('inForce', 'recallRequested') or a.receipt = 'acknowledged' and a.standing = 'closed')
      group by 1, 2, 3, 4`,
  );

/** What past directives of the issuer did from the age on that this one has. */
async function historyOf(
  db: Db,
  { id, issuerId, issuedAt }: DirectiveRow,
  age: number,
  isWorking: Working,
): Promise<Pace> {
  const past = await rowsOf<{ id: string; cascadeId: string; issuedAt: Date; endedAt: Date }>(
    db,
    sql`select d.id, d.cascade_id as "cascadeId", d.issued_at as "issuedAt", coalesce(d.closed_at, d.recalled_at, d.superseded_at, business_now()) as "endedAt"
      from directive d where d.issuer_id = ${issuerId} and d.id <> ${id} and d.issued_at < ${issuedAt}::timestamptz
        and not exists (select 1 from progress_cascade c where c.cascade_id = d.cascade_id)
      order by d.issued_at desc limit ${PAST_DIRECTIVES}`,
  );
  const groups = past.length === 0 ? [] : await groupsOf(db, past);
  const sum: Pace = { events: 0, unitHours: 0 };
  for (const directive of past) {
    const begins = afterWorkingHours(directive.issuedAt, age / 2, isWorking) ?? directive.endedAt;
    for (const { acknowledgedAt, openedAt, n } of groups.filter((g) => g.directive === directive.id)) {
      if (acknowledgedAt && acknowledgedAt < begins) continue;
      if (acknowledgedAt) sum.events += n;
      const from = openedAt > begins ? openedAt : begins;
      sum.unitHours += n * workingHoursBetween(from, acknowledgedAt ?? directive.endedAt, isWorking);
    }
  }
  return sum;
}

/** When 95 % of the units of a directive will have acknowledged, by the pace so far; or why that cannot be said. */
export async function outlookOf(db: Db, directive: DirectiveRow): Promise<Outlook> {
  const calendar = await loadCalendar(db);
  const isWorking: Working = (on) => isWorkingDay(on, calendar);
  const { issuedAt, now } = directive;
  const groups = issuedAt === null ? [] : await groupsOf(db, [directive]);
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const acknowledged = groups.reduce((sum, { n, acknowledgedAt }) => sum + (acknowledgedAt ? n : 0), 0);
  const unreached = groups.reduce((sum, group) => sum + (group.unreached ? group.n : 0), 0);
  const since = issuedAt ?? now;
  const own = paceOf(groups, since, now, isWorking);
  const history = await historyOf(db, directive, workingHoursBetween(since, now, isWorking), isWorking);
  return {
    foreseen: foresee({ total, acknowledged, own, history }, now, isWorking),
    total,
    acknowledged,
    unreached,
    own,
    history,
  };
}

/** The forecasts that were made for a directive, the last first. */
export const forecastsOf = (db: Db, directiveId: string, limit = 60): Promise<ForecastRow[]> =>
  rowsOf(
    db,
    sql`select made_at as "madeAt", share, expected_at as "expectedAt", earliest_at as "earliestAt", latest_at as "latestAt", n,
        of_total as "ofTotal", reached_at as "reachedAt", ended_at as "endedAt", hit
      from forecast where directive_id = ${directiveId} order by made_on desc limit ${limit}`,
  );

/** Of the forecasts of an issuer that could be graded: how many, and how many held. */
export async function hitRateOf(db: Db, issuerId: string): Promise<{ graded: number; hits: number }> {
  const row = await firstOf<{ graded: number; hits: number }>(
    db,
    sql`select count(*)::int as graded, (count(*) filter (where f.hit))::int as hits
      from forecast f join directive d on d.id = f.directive_id where d.issuer_id = ${issuerId} and f.hit is not null`,
  );
  return row!;
}

/** Keeps a forecast; one a day. @returns whether it is new */
export async function keepForecast(
  db: Db,
  directive: DirectiveRow,
  outlook: Outlook,
  madeOn: string,
): Promise<boolean> {
  const { foreseen, acknowledged, total } = outlook;
  if (typeof foreseen === 'string') return false;
  const { numAffectedRows } =
    await sql`insert into forecast (directive_id, made_on, made_at, quantity, share, expected_at,
      earliest_at, latest_at, n, of_total)
    values (${directive.id}, ${madeOn}::date, ${directive.now}, 'acknowledged', ${SHARE}, ${foreseen.expectedAt},
      ${foreseen.earliestAt}, ${foreseen.latestAt}, ${acknowledged}, ${total})
    on conflict do nothing`.execute(db);
  return numAffectedRows === 1n;
}
