import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { conflict } from '../platform/errors.js';
import { farthestAfter, notationOf, placeOf, seriesOf, type SplitBy } from './number-series.rules.js';

/** A paper that takes its number in the register of its office. */
export interface Numbered {
  id: string;
  issuerId: string;
  kind: string;
  /** The number that it bears; null: the next of its series. */
  number: number | null;
  symbol: string | null;
  year: number;
  at: Date;
}

export interface Taken {
  number: number;
  series: string;
  /** How a number that was given stands to the last one of the series. */
  place: { skipped?: number; before?: number };
}

/**
 * Enters a directive in the outgoing register of its office, under the number it bears or the next of its series. The
 * counter is held from here to the end of the transaction and moves only with it: no gap, no double, whatever fails.
 * A number far ahead of the series is entered, and the series goes on where it was.
 * @throws ProductError `conflict` where number and symbol are taken this year
 */
export async function takeNumber(db: Db, it: Numbered): Promise<Taken> {
  const series = seriesOf(it, await splitOf(db, it.issuerId, it.year));
  const { last } = (await firstOf(
    db,
    sql<{ last: number }>`insert into number_counter as c (unit_id, year, series, last)
      values (${it.issuerId}, ${it.year}, ${series}, 0)
      on conflict (unit_id, year, series) do update set last = c.last returning last`,
  ))!;
  const number = it.number ?? (await nextFree(db, it, { series, last }));
  await enter(db, it, { series, number });
  const moved = it.number === null || number <= farthestAfter(last) ? Math.max(last, number) : last;
  if (moved !== last)
    await sql`update number_counter set last = ${moved}
      where unit_id = ${it.issuerId} and year = ${it.year} and series = ${series}`.execute(db);
  return { number, series, place: it.number === null ? {} : placeOf(number, last) };
}

/**
 * How the number that a paper bears would stand in its series if it were entered now; nothing where it is the next, or
 * where the system mints it.
 */
export async function placeOfNumber(db: Db, it: Numbered): Promise<ReturnType<typeof placeOf>> {
  if (it.number === null) return {};
  const series = seriesOf(it, await splitOf(db, it.issuerId, it.year));
  const row = await firstOf(
    db,
    sql<{ last: number }>`select last from number_counter
      where unit_id = ${it.issuerId} and year = ${it.year} and series = ${series}`,
  );
  // an office that begins with the product in the middle of a year leaves no gap by it
  return row && row.last > 0 ? placeOf(it.number, row.last) : {};
}

/** The series of an office's year: what was set last before it, one series where nothing was set. */
export async function splitOf(db: Db, unitId: string, year: number): Promise<SplitBy> {
  const set = await firstOf(
    db,
    sql<{ splitBy: SplitBy }>`select split_by as "splitBy" from number_series
      where unit_id = ${unitId} and from_year <= ${year} order by from_year desc limit 1`,
  );
  return set?.splitBy ?? 'one';
}

/** The first number after the last that no paper of the series bears: numbers given far ahead are stepped over. */
async function nextFree(db: Db, it: Numbered, { series, last }: { series: string; last: number }): Promise<number> {
  const free = await firstOf(
    db,
    sql<{ n: number }>`with ahead as (
        select number from register_number where unit_id = ${it.issuerId} and year = ${it.year} and number > ${last}
          and (series = ${series} or notation = ${notationOf(it)}))
      select n from generate_series(${last}::integer + 1, ${last}::integer + 1 + (select count(*)::integer from ahead)) n
      where not exists (select 1 from ahead where number = n) order by n limit 1`,
  );
  return free!.n;
}

async function enter(db: Db, it: Numbered, { series, number }: { series: string; number: number }): Promise<void> {
  const entered = await firstOf(
    db,
    sql`insert into register_number (unit_id, year, number, notation, series, directive_id, registered_at)
      values (${it.issuerId}, ${it.year}, ${number}, ${notationOf(it)}, ${series}, ${it.id}, ${it.at})
      on conflict (unit_id, year, number, notation) do nothing returning number`,
  );
  if (entered) return;
  throw conflict(
    `Số ${number}/${it.symbol ?? ''} đã dùng trong năm ${it.year}; hãy ghi số khác.`,
    `Number ${number}/${it.symbol ?? ''} is taken in ${it.year}; give another.`,
  );
}

interface Identity {
  number: number;
  symbol: string | null;
  date: string | null;
}

/**
 * Gives a directive that has a number in the register the one that its final copy bears. The line of the number it had
 * stays, as released, so that the register shows why nothing stands there; the same number only gets its symbol.
 * @throws ProductError `conflict` where number and symbol are taken this year
 */
export async function renumber(
  db: Db,
  directive: { id: string; issuerId: string; kind: string; now: Date },
  { number, symbol, date }: Identity,
): Promise<void> {
  const had = await firstOf(
    db,
    sql<{ year: number; number: number; notation: string }>`select year, number, notation from register_number
      where directive_id = ${directive.id} and released_at is null for update`,
  );
  const year = date === null ? had?.year : Number(date.slice(0, 4));
  if (year === undefined) return;
  const paper = { ...directive, number, symbol, year, at: directive.now };
  if (had?.number === number && had.year === year) {
    if (had.notation === notationOf(paper)) return;
    await sql`delete from register_number where directive_id = ${directive.id} and released_at is null`.execute(db);
  } else
    await sql`update register_number set released_at = ${directive.now}
      where directive_id = ${directive.id} and released_at is null`.execute(db);
  await takeNumber(db, paper);
}
