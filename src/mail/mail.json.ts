import { vnIso } from '../platform/vn-time.js';
import type { DomainCounts, GivenUpJob, MailCounts, UndeliveredMessage } from './operator.queries.js';

/** How mail stands, as the operator sees it. */
export interface MailStanding {
  days: number;
  counts: MailCounts;
  domains: readonly DomainCounts[];
  oldestQueuedAt: Date | null;
  givenUp: readonly GivenUpJob[];
  /** Templates whose messages are sent again by themselves, and how often. */
  resends: Readonly<Record<string, number>>;
}

const instant = (at: Date | null): string | null => at && vnIso(at);

export const standingJson = ({ days, counts, domains, oldestQueuedAt, givenUp, resends }: MailStanding) => ({
  days,
  ...counts,
  domains: domains.map(({ oldestAt, ...domain }) => ({ ...domain, oldestAt: instant(oldestAt) })),
  oldestQueuedAt: instant(oldestQueuedAt),
  givenUpJobs: givenUp.map(({ at, ...job }) => ({ ...job, at: vnIso(at) })),
  resends,
});

export const undeliveredJson = ({ queuedAt, assignmentId, digestId, ...message }: UndeliveredMessage) => ({
  ...message,
  assignment: assignmentId,
  digest: digestId,
  queuedAt: vnIso(queuedAt),
});
