import { vnIso } from '../../platform/vn-time.js';
import { dueOf, sectionOf, type DigestItem } from './digest.rules.js';
import type { NextDigest } from './next-digest.queries.js';

const itemJson = (item: DigestItem) => {
  const due = dueOf(item);
  return {
    section: sectionOf(item),
    what: item.template,
    stage: item.stage,
    urgent: item.urgent,
    assignment: item.facts.assignmentId,
    directive: item.directiveId,
    subject: item.facts.paper.subject,
    unit: item.facts.unitName,
    dueAt: due && vnIso(due),
    waiting: item.waitingNames,
    deferredOn: item.deferredOn,
  };
};

/** What the next mail of an office would say, as the API and the command line show it. */
export const nextDigestJson = ({ hour, at, total, items, nextCursor }: NextDigest) => ({
  hour,
  at: vnIso(at),
  total,
  items: items.map(itemJson),
  nextCursor,
});
