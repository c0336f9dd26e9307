import type { Locale } from '../../platform/caller.js';
import { vnIso } from '../../platform/vn-time.js';
import type { Rehearsal, RehearsedStep } from './rehearsal.queries.js';
import { en } from './words.en.js';
import { vi, type RehearsalWords } from './words.vi.js';

export const rehearsalWords = (locale: Locale): RehearsalWords => (locale === 'en' ? en : vi);

/** Who is told of a unit beside itself. */
export const ABOVE = ['leader', 'superior', 'superiorLeader', 'issuer'] as const;

/** When each is told for the first time, and of how many units; in the order of {@link ABOVE}. */
export const firstTold = (steps: readonly RehearsedStep[]): { to: (typeof ABOVE)[number]; at: Date; units: number }[] =>
  ABOVE.flatMap((to) => {
    const first = steps.find((step) => step.to === to);
    if (!first) return [];
    const beside = steps.filter((step) => step.to === to && step.at.getTime() === first.at.getTime());
    return [{ to, at: first.at, units: beside.reduce((sum, { units }) => sum + units, 0) }];
  });

/** The sums of a rehearsal. */
export function totalsOf({ days, steps }: Pick<Rehearsal, 'days' | 'steps'>) {
  const busiest = days.reduce<Rehearsal['days'][number] | null>(
    (most, day) => (day.mails > (most?.mails ?? 0) ? day : most),
    null,
  );
  return {
    mails: days.reduce((sum, { mails }) => sum + mails, 0),
    notices: steps.reduce((sum, { units }) => sum + units, 0),
    busiest: busiest && { on: busiest.on, mails: busiest.mails },
  };
}

/** Notices that wait for no digest. */
export const noDigestIn = ({ days }: Pick<Rehearsal, 'days'>): number =>
  days.reduce((sum, { noDigest }) => sum + noDigest, 0);

/** A rehearsal as the API and the command line answer it. */
export function rehearsalJson(rehearsal: Rehearsal) {
  const { directive, from, until, answers, units, waiting, steps, days, holidays, unreached, unread, provisional } =
    rehearsal;
  return {
    directive: directive.id,
    policy: { code: directive.policyCode, version: directive.policyVersion, urgency: directive.urgency },
    from: vnIso(from),
    until: vnIso(until),
    answers,
    units,
    waiting,
    ...totalsOf(rehearsal),
    firstTold: firstTold(steps).map(({ at, ...told }) => ({ ...told, at: vnIso(at) })),
    steps: steps.map(({ at, ...step }) => ({ at: vnIso(at), ...step })),
    days,
    holidays,
    unreached,
    unread,
    provisional,
  };
}
