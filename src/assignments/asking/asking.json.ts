import { vnIso } from '../../platform/vn-time.js';
import type { Asked } from './asked.queries.js';
import type { ExtensionRow } from './extensions.queries.js';
import type { ClassQuestion, QuestionRow } from './questions.queries.js';

const instant = (at: Date | null): string | null => (at ? vnIso(at) : null);

const askedJson = (a: Asked) => ({
  id: a.id,
  assignment: a.assignmentId,
  directive: a.directiveId,
  subject: a.subject,
  unit: { code: a.unitCode, name: a.unitName },
  to: { code: a.toUnitCode, name: a.toUnitName },
  askedAt: instant(a.askedAt),
  version: a.version,
});

/** A question as the API shows it to who asked and who answers. */
export const questionJson = (q: QuestionRow) => ({
  ...askedJson(q),
  state: q.state,
  text: q.text,
  answerDueAt: instant(q.answerDueAt),
  overdue: q.overdue,
  answer: q.answer,
  answeredAt: instant(q.answeredAt),
});

/** A question as an assignment shows it: of another unit of the class, without the unit. */
export const classQuestionJson = ({ own, ...q }: ClassQuestion) => ({
  id: q.id,
  own,
  state: q.state,
  text: q.text,
  askedAt: instant(q.askedAt),
  answerDueAt: instant(q.answerDueAt),
  overdue: q.overdue,
  answer: q.answer,
  answeredAt: instant(q.answeredAt),
});

/** A request for more time as the API shows it. */
export const extensionJson = (e: ExtensionRow) => ({
  ...askedJson(e),
  state: e.state,
  dueOn: e.dueOn,
  reason: e.reason,
  late: e.late,
  wasDueAt: instant(e.wasDueAt),
  workDueAt: instant(e.workDueAt),
  grantedOn: e.grantedOn,
  refusal: e.refusal,
  decidedAt: instant(e.decidedAt),
});
