import type { Locale } from '../../platform/caller.js';
import { vnIso } from '../../platform/vn-time.js';
import type { Explanation } from './explain.queries.js';
import {
  accountSentences,
  calendarSentences,
  explainWords,
  fateText,
  remindersIn,
  ruleSentences,
} from './explain.rules.js';

const iso = (at: Date | null): string | null => (at ? vnIso(at) : null);

/** An explanation as the API and the command line answer it: codes, instants, and the sentences of the reader's language. */
export function explainJson(explained: Explanation, locale: Locale) {
  const { assignment, at, still, stages, regions, policy, calendar, holder, notices } = explained;
  const { urgency, isPast, isAhead } = explained;
  const words = explainWords(locale);
  return {
    assignment: assignment.id,
    directive: assignment.directiveId,
    unit: { code: assignment.unitCode, name: assignment.unitName },
    at: vnIso(at),
    foretold: isAhead,
    chased: stages.some(({ lastAt }) => lastAt !== null),
    still,
    regions,
    stages: stages.map((stage) => ({
      stage: stage.stage,
      reason: stage.reason,
      dueAt: iso(stage.dueAt),
      reminders: stage.reminders,
      limit: remindersIn(explained, stage.stage),
      taken: stage.taken,
      lastAt: iso(stage.lastAt),
      nextAt: iso(stage.nextAt),
      nextTo: stage.nextTo,
      superiorToldAt: iso(stage.superiorToldAt),
    })),
    holder,
    rule: policy,
    urgency,
    calendar,
    explanation: [
      ...(isAhead ? [words.ahead] : []),
      ...accountSentences(explained, explained, locale),
      ...(holder ? [words.holder(holder.name)] : []),
      ...ruleSentences(explained, explained, locale),
      ...calendarSentences(calendar, locale),
      ...(isPast && notices.length > 0 ? [words.pastMails] : []),
    ],
    notices: notices.map(({ queuedAt, gatherAt, sentAt, ...notice }) => ({
      ...notice,
      at: vnIso(queuedAt),
      gatherAt: iso(gatherAt),
      sentAt: iso(sentAt),
      text: fateText({ queuedAt, gatherAt, sentAt, ...notice }, locale),
    })),
  };
}
