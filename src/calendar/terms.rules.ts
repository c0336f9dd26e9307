import { vnDate, type IsoDate } from '../platform/vn-time.js';
import { dueWithin, receivedOn, workDueAt, type Deadline } from './deadline.rules.js';
import {
  closeOfBusiness,
  isWorkedHalf,
  nextWorkingDay,
  noon,
  reliesOnProvisionalYear,
  type Calendar,
} from './working-days.rules.js';

/**
 * A step that a decree wants done on a day. `sameDay` is the close of that day, null where its office hours are over or it
 * is a day off; `atLatest` is what makes it late.
 */
export interface StepTerm {
  sameDay: Date | null;
  atLatest: Deadline;
}

/** The steps in the handling of a paper for which a decree gives a term. */
export const HANDLING_STEPS = ['issue', 'send', 'confirm', 'register'] as const;
export type HandlingStep = (typeof HANDLING_STEPS)[number];

const closeIfOpen = (at: Date, calendar: Calendar): Date | null =>
  receivedOn(at, calendar) === vnDate(at) ? closeOfBusiness(vnDate(at), calendar) : null;

const provisionalUntil = (from: Date, on: IsoDate, calendar: Calendar): boolean =>
  reliesOnProvisionalYear(vnDate(from), on, calendar);

/** Urgent papers, at once: the policy says how many minutes that is, and they also run at night and on days off. */
function atOnce(from: Date, minutes: number): StepTerm {
  if (!(minutes >= 1)) throw new RangeError(`not a term: ${minutes} minutes`);
  return { sameDay: null, atLatest: { at: new Date(from.getTime() + minutes * 60_000), provisional: false } };
}

function untilNextDay(from: Date, calendar: Calendar): StepTerm {
  const next = nextWorkingDay(vnDate(from), calendar);
  return {
    sameDay: closeIfOpen(from, calendar),
    atLatest: { at: closeOfBusiness(next, calendar), provisional: provisionalUntil(from, next, calendar) },
  };
}

/**
 * "Sáng ngày làm việc tiếp theo": until noon, by the hours of the office, of the first working day after the date whose
 * morning is worked.
 */
export function nextMorning(from: IsoDate, calendar: Calendar): Deadline {
  let on = nextWorkingDay(from, calendar);
  while (!isWorkedHalf(on, 'morning', calendar)) on = nextWorkingDay(on, calendar);
  return { at: noon(on, calendar), provisional: reliesOnProvisionalYear(from, on, calendar) };
}

/**
 * When a step in the handling of a paper falls due.
 * - `issue`, from signing: the same day, at the latest the next working day; urgent at once (NĐ 30/2020 art. 18.1).
 * - `send`, from signing, of an electronic paper: the same day, at the latest the morning of the next working day; urgent
 *   right after signing (QĐ 28/2018 art. 6).
 * - `confirm`, from arrival: the sender is told of the receipt within the same day (NĐ 30/2020 art. 21.2.c); what comes
 *   when the office is closed comes on the next working day, see {@link receivedOn}.
 * - `register`, from arrival: registered and routed the same day, at the latest the next working day; urgent at once
 *   (NĐ 30/2020 art. 4.2.c and 23.1).
 * @param from  when it was signed, or arrived
 * @param urgentMinutes  what the policy gives for "at once", ≥ 1; left out for a paper that is not urgent
 */
export function handlingTerm(step: HandlingStep, from: Date, calendar: Calendar, urgentMinutes?: number): StepTerm {
  if (urgentMinutes !== undefined) return atOnce(from, urgentMinutes);
  if (step === 'send') return { sameDay: closeIfOpen(from, calendar), atLatest: nextMorning(vnDate(from), calendar) };
  if (step !== 'confirm') return untilNextDay(from, calendar);
  const on = receivedOn(from, calendar);
  const at = closeOfBusiness(on, calendar);
  return { sameDay: closeIfOpen(from, calendar), atLatest: { at, provisional: provisionalUntil(from, on, calendar) } };
}

/** How papers word a deadline. */
export type Phrase =
  /** "trước ngày": the date is excluded. "ngày", "chậm nhất ngày", "đến hết ngày": it is included. */
  | { said: 'before' | 'on' | 'at-latest'; on: IsoDate; hour?: string | null }
  /** "trong N ngày làm việc". */
  | { said: 'within'; workingDays: number }
  /** "trong ngày". */
  | { said: 'same-day' }
  /** "sáng ngày làm việc tiếp theo". */
  | { said: 'next-morning' }
  /** "sớm", "theo yêu cầu". */
  | { said: 'soon' | 'on-request' };

/**
 * The instant that a phrase means, null where it names none: "sớm" and "theo yêu cầu" set no day, and none is guessed.
 * @param from  when it reached the unit: what "trong …" and "tiếp theo" count from
 */
export function phrasedDueAt(phrase: Phrase, from: Date, calendar: Calendar): Deadline | null {
  if ('on' in phrase) return workDueAt({ on: phrase.on, operator: phrase.said, hour: phrase.hour ?? null }, calendar);
  if (phrase.said === 'within') return dueWithin(vnDate(from), phrase.workingDays, calendar);
  if (phrase.said === 'same-day') return handlingTerm('confirm', from, calendar).atLatest;
  return phrase.said === 'next-morning' ? nextMorning(vnDate(from), calendar) : null;
}
