import {
  handlingTerm,
  HANDLING_STEPS,
  loadCalendar,
  loadCalendarVersion,
  phrasedDueAt,
  type HandlingStep,
  type Phrase,
} from '../calendar/index.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { businessDate } from '../units/index.js';
import { instantOf, needed, type TermAsked } from './calendar.schemas.js';
import { shownScope, yearOf, type ShownScope, type ShownYear } from './calendar.queries.js';

/** Which calendar is asked for: this year and the present version where they are left out. */
export interface Asked {
  scope: string;
  year?: number | undefined;
  version?: number | undefined;
}

/**
 * A year of a calendar, with whose it is.
 * @throws ProductError `not-found` (the unit, the version), `not-possible-now` where the version was not kept
 */
export async function calendarShown(db: Db, { scope, year, version }: Asked): Promise<ShownYear & { of: ShownScope }> {
  const of = await shownScope(db, scope);
  const shown =
    version === undefined ? await loadCalendar(db, of.chain) : await loadCalendarVersion(db, version, of.chain);
  const wanted = year ?? Number((await businessDate(db)).slice(0, 4));
  return { of, ...(await yearOf(db, { year: wanted, version: shown.version, chain: of.chain })) };
}

/** When a term falls due; `at` is null where its words set no day. */
export interface TermShown {
  sameDay: Date | null;
  at: Date | null;
  provisional: boolean;
}

/** @throws ProductError `not-found`, `invalid` */
export async function termOf(db: Db, asked: TermAsked): Promise<TermShown> {
  const { chain } = await shownScope(db, asked.scope);
  const calendar = await loadCalendar(db, chain);
  const from = asked.from === undefined ? await nowOf(db) : instantOf(asked.from);
  if (isStep(asked.term)) {
    const { sameDay, atLatest } = handlingTerm(asked.term, from, calendar, asked.minutes);
    return { sameDay, ...atLatest };
  }
  const due = phrasedDueAt(phraseOf(asked), from, calendar);
  return { sameDay: null, at: due?.at ?? null, provisional: due?.provisional ?? false };
}

const isStep = (term: string): term is HandlingStep => (HANDLING_STEPS as readonly string[]).includes(term);

function phraseOf({ term, on, hour, days }: TermAsked): Phrase {
  if (term === 'within') return { said: term, workingDays: needed(days, 'days') };
  if (term === 'before' || term === 'on' || term === 'at-latest')
    return { said: term, on: needed(on, 'on'), hour: hour ?? null };
  return { said: term } as Phrase;
}

const nowOf = async (db: Db): Promise<Date> =>
  (await firstOf(db, sql<{ now: Date }>`select business_now() as now`))!.now;
