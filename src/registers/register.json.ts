import { vnIso } from '../platform/vn-time.js';
import type { IncomingLine, OutgoingLine } from './register-line.rules.js';

const instant = (at: Date | null): string | null => (at === null ? null : vnIso(at));

/** A line of a register as the API shows it. */
export const lineJson = (line: OutgoingLine | IncomingLine) =>
  'arrivalNumber' in line ? incomingJson(line) : outgoingJson(line);

const paperJson = ({ kind, number, symbol, date, subject }: OutgoingLine | IncomingLine) => ({
  kind,
  number,
  symbol,
  date,
  subject,
});

const outgoingJson = (line: OutgoingLine) => ({
  ...paperJson(line),
  directive: line.directiveId,
  series: line.series,
  provisional: line.provisional,
  signer: line.signer,
  recipients: line.recipients,
  fileCopy: line.archive,
  copies: line.copies,
  transferredAt: instant(line.transferredAt),
  acknowledged: line.acknowledged,
  replacedBy: line.replacedBy,
});

const incomingJson = (line: IncomingLine) => ({
  arrivalNumber: line.arrivalNumber,
  arrivedAt: instant(line.arrivedAt),
  ...paperJson(line),
  issuer: line.issuer,
  receiver: line.receiver,
  transferredAt: instant(line.transferredAt),
  byHand: line.byHand,
  assignment: line.assignmentId,
  dispatch: line.dispatchId,
  dueAt: instant(line.dueAt),
  state: line.state,
  repliedAt: instant(line.repliedAt),
});
