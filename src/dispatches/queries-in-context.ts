import { loadCalendar } from '../calendar/index.js';
import type { Db } from '../platform/database/sql.js';
import { plusDays, type IsoDate } from '../platform/vn-time.js';
import { daysOfChange, directoryOn, successorsOf, type UnitDirectory } from '../units/index.js';
import { addresseeQueries, notUnderstoodIn, type OtherDay, type Times } from './queries/addressees.rules.js';
import { attachmentQueries } from './queries/attachments.rules.js';
import { calendarQueries } from './queries/calendar.rules.js';
import { commandQueries } from './queries/command.rules.js';
import { unitsOf, type Hierarchy } from './queries/meanings.rules.js';
import { receiverQueries } from './queries/receivers.rules.js';
import type { Query, Reading } from './reading/reading.rules.js';

export interface ReadingContext {
  issuerId: string;
  /** the day on which the addressees are taken */
  on: IsoDate;
  today: IsoDate;
  /** the files that came with the paper; null where that is not known */
  attachedNames: readonly string[] | null;
  /** the stored text, where it is at hand: for appendices in it and the standing offices it names */
  text?: string;
}

/**
 * What a careful clerk would query of a reading who has the calendar, the hierarchy and today's date at hand: beside
 * those that the reading has already. Reads only; an issuer that is no unit on the day gives none of the hierarchy.
 */
export async function queriesInContext(db: Db, reading: Reading, context: ReadingContext): Promise<Query[]> {
  if (!reading.kind.value) return [];
  const text = context.text ?? '';
  const queries = [
    ...calendarQueries(reading, await loadCalendar(db), context.today),
    ...attachmentQueries(reading, context.attachedNames, text),
  ];
  const directory = await directoryOn(db, context.on);
  if (!directory.byId.has(context.issuerId)) return queries;
  const now = { directory, speakerId: context.issuerId };
  return [
    ...queries,
    ...addresseeQueries(reading, await timesOf(db, reading, now, context)),
    ...commandQueries(reading, now),
    ...receiverQueries(reading, now, text),
  ];
}

/** The hierarchies of other days are read only where the day's own does not know an addressee. */
async function timesOf(db: Db, reading: Reading, now: Hierarchy, { issuerId, on }: ReadingContext): Promise<Times> {
  const unknown = notUnderstoodIn(reading, now).flatMap(({ part }) => (part.reason === 'ambiguous' ? [] : part.text));
  if (unknown.length === 0) return { on, now, earlier: [], later: [], successors: new Map() };
  const { ended, began } = await daysOfChange(db, on);
  const isSought =
    ({ directory, speakerId }: Hierarchy) =>
    (text: string) =>
      unitsOf({ directory, speakerId }, text).length === 0;
  const lookIn = async (days: readonly string[], dayBefore: boolean, sought: string[]): Promise<OtherDay[]> => {
    const found: OtherDay[] = [];
    let left = sought;
    for (const day of days) {
      if (left.length === 0) break;
      const hierarchy = spokenIn(await directoryOn(db, dayBefore ? plusDays(day, -1) : day), issuerId);
      if (!hierarchy) continue;
      found.push({ ...hierarchy, day });
      left = left.filter(isSought(hierarchy));
    }
    return found;
  };
  const earlier = await lookIn(ended, true, unknown);
  const never = unknown.filter((text) => earlier.every((day) => isSought(day)(text)));
  const later = await lookIn(began, false, never);
  const gone = earlier.flatMap((day) => unknown.flatMap((text) => unitsOf(day, text).map(({ id }) => id)));
  return { on, now, earlier, later, successors: gone.length > 0 ? await successorsOf(db, gone, on) : new Map() };
}

/** Where the issuer was no unit on a day, the government's words are understood: full names are, groups are not. */
function spokenIn(directory: UnitDirectory, issuerId: string): Hierarchy | null {
  const speaker = directory.byId.get(issuerId) ?? directory.units.find(({ kind }) => kind === 'government');
  return speaker ? { directory, speakerId: speaker.id } : null;
}
