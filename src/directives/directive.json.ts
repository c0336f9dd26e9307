import type { Locale } from '../platform/caller.js';
import { vnIso } from '../platform/vn-time.js';
import type { DirectiveRow } from './directives.queries.js';
import type { RecallAnswer } from './recall-counts.queries.js';
import type { Preview } from './preview-directive.usecase.js';

const instant = (at: Date | null): string | null => (at ? vnIso(at) : null);

/** A directive as the API shows it. */
export const directiveJson = (d: DirectiveRow) => ({
  id: d.id,
  cascade: d.cascadeId,
  dispatch: d.dispatchId,
  parentAssignment: d.parentAssignmentId,
  issuer: { code: d.issuerCode, name: d.issuerName },
  kind: d.kind,
  number: d.number,
  symbol: d.symbol,
  provisional: d.provisional,
  reconciledAt: instant(d.reconciledAt),
  subject: d.subject,
  place: d.place,
  date: d.datedOn,
  rosterOn: d.rosterOn,
  actBy: d.actBy,
  state: d.state,
  dueOn: d.dueOn,
  dueOperator: d.dueOperator,
  dueHour: d.dueHour,
  acknowledgeBy: instant(d.acknowledgeBy),
  receiptDueAt: instant(d.receiptDueAt),
  workDueAt: instant(d.workDueAt),
  policy: `${d.policyCode}.${d.policyVersion}`,
  createdAt: instant(d.createdAt),
  issuedAt: instant(d.issuedAt),
  closedAt: instant(d.closedAt),
  pausedAt: instant(d.pausedAt),
  recalledAt: instant(d.recalledAt),
  recallReason: d.recallReason,
  version: d.version,
});

/** How a recall stands; `atOnce`: the paper had not been sent yet, and nobody was asked. */
export const recallJson = (counts: Record<RecallAnswer, number>) => ({
  asked: counts.agreed + counts.refused + counts.unanswered,
  agreed: counts.agreed,
  refused: counts.refused,
  open: counts.unanswered,
  atOnce: counts.atOnce,
});

/** A preview as the API shows it. */
export const previewJson = (preview: Preview, locale: Locale) => ({
  directive: preview.directive.id,
  roster: preview.roster.map(({ ord, text, role, through, units, groups }) => ({
    ord,
    text,
    role,
    through,
    count: units.length,
    units: units.map(({ code, name }) => ({ code, name })),
    groups: groups.map(({ name, version }) => ({ name, version })),
  })),
  notUnderstood: preview.notUnderstood.map(({ ord, text, role, reason, candidates }) => ({
    ord,
    text,
    role,
    reason,
    candidates: candidates ?? [],
  })),
  deadlines: {
    receipt: instant(preview.deadlines.receipt),
    work: instant(preview.deadlines.work),
    provisional: preview.deadlines.provisional,
  },
  burden: preview.burden,
  warnings: preview.warnings.map(({ code, text, details }) => ({ code, text: text[locale], ...details })),
});
