import { afterWorkingHours, HOURS_A_DAY, workingHoursBetween, type Working } from './pace.rules.js';

/** Units that were opened and acknowledged (null: not yet) in the same hours. */
export interface PaceGroup {
  openedAt: Date;
  acknowledgedAt: Date | null;
  n: number;
}

/** Acknowledgements, and the working hours in which units could have acknowledged: their quotient is the pace. */
export interface Pace {
  events: number;
  unitHours: number;
}

export interface Foreseen {
  expectedAt: Date;
  earliestAt: Date;
  latestAt: Date;
}

/** Why nothing is foreseen. */
export type NoForecast = 'reached' | 'tooFew' | 'tooEarly' | 'outOfSight';

/** Of all units, so many are to have acknowledged. */
export const SHARE = 0.95;
/** Fewer units, or fewer acknowledgements, tell nothing. */
export const FEWEST_UNITS = 10;
export const FEWEST_EVENTS = 5;
/** Past directives of an issuer weigh as much as so many acknowledgements of this one. */
const HISTORY_WEIGHS = 20;
/** Four in five: the quantile of the normal distribution for the interval. */
const Z = 1.2816;
/** Units differ, and no pace stays: so much is added to what chance alone makes of the logarithm of the time. */
const PACE_VARIES = 0.35;

/**
 * The pace of a cascade lately: over the second half of its working time, at least a day, for the first answers come
 * faster than the last.
 */
export function paceOf(groups: readonly PaceGroup[], issuedAt: Date, now: Date, isWorking: Working): Pace {
  const age = workingHoursBetween(issuedAt, now, isWorking);
  const window = Math.max(age / 2, Math.min(age, HOURS_A_DAY));
  const begins = afterWorkingHours(issuedAt, age - window, isWorking) ?? issuedAt;
  let [events, unitHours] = [0, 0];
  for (const { openedAt, acknowledgedAt, n } of groups) {
    if (acknowledgedAt && acknowledgedAt < begins) continue;
    if (acknowledgedAt) events += n;
    unitHours += n * workingHoursBetween(openedAt > begins ? openedAt : begins, acknowledgedAt ?? now, isWorking);
  }
  return { events, unitHours };
}

/** What an issuer's past directives add, weighed down to at most {@link HISTORY_WEIGHS} acknowledgements. */
export const weighed = ({ events, unitHours }: Pace): Pace =>
  events === 0
    ? { events: 0, unitHours: 0 }
    : {
        events: Math.min(events, HISTORY_WEIGHS),
        unitHours: (unitHours * Math.min(events, HISTORY_WEIGHS)) / events,
      };

/** How many units make up the share. */
export const neededFor = (total: number, share = SHARE): number => Math.ceil(share * total - 1e-9);

/**
 * When a share of the units will have acknowledged, if each goes on to acknowledge with the pace so far: the expected time
 * of the last one needed among those open, in working time, with an interval for four cases in five.
 * @param own  pace of the cascade itself
 * @param history  pace of the issuer's past directives at the same age
 */
export function foresee(
  { total, acknowledged, own, history }: { total: number; acknowledged: number; own: Pace; history: Pace },
  now: Date,
  isWorking: Working,
): Foreseen | NoForecast {
  const needed = neededFor(total) - acknowledged;
  if (total < FEWEST_UNITS) return 'tooFew';
  if (needed <= 0) return 'reached';
  const more = weighed(history);
  const [events, unitHours] = [own.events + more.events, own.unitHours + more.unitHours];
  if (events < FEWEST_EVENTS || unitHours <= 0) return 'tooEarly';
  const open = total - acknowledged;
  let [steps, squares] = [0, 0];
  for (let i = 0; i < needed; i++) {
    steps += 1 / (open - i);
    squares += 1 / (open - i) ** 2;
  }
  const hours = (steps * unitHours) / events;
  const spread = Math.exp(Z * Math.sqrt(1 / events + squares / steps ** 2 + PACE_VARIES ** 2));
  const [expectedAt, earliestAt, latestAt] = [hours, hours / spread, hours * spread].map((h) =>
    afterWorkingHours(now, h, isWorking),
  );
  return expectedAt && earliestAt && latestAt ? { expectedAt, earliestAt, latestAt } : 'outOfSight';
}

/** What a forecast turned out to be. */
export interface Grade {
  reachedAt: Date | null;
  endedAt: Date | null;
  /** Null: cannot be said, for the directive ended within the interval. */
  hit: boolean | null;
}

/**
 * Grades a forecast once its share is reached, its interval is over, or the directive has ended.
 * @returns undefined while it is open
 */
export function gradeOf(
  { earliestAt, latestAt }: Pick<Foreseen, 'earliestAt' | 'latestAt'>,
  { reachedAt, endedAt, now }: { reachedAt: Date | null; endedAt: Date | null; now: Date },
): Grade | undefined {
  if (reachedAt) return { reachedAt, endedAt: null, hit: reachedAt >= earliestAt && reachedAt <= latestAt };
  if (endedAt) return { reachedAt: null, endedAt, hit: endedAt > latestAt ? false : null };
  return now > latestAt ? { reachedAt: null, endedAt: null, hit: false } : undefined;
}
