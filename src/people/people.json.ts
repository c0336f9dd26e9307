import type { MandateRow } from '../access/index.js';
import { vnIso } from '../platform/vn-time.js';
import type { Person } from './people.queries.js';
import type { Receipt, ReceiptDuty } from './receipts.queries.js';

const instant = (at: Date | null): string | null => (at ? vnIso(at) : null);

/** A person as the API shows it; `duties`: how many hang on it. */
export const personJson = (person: Person, duties: number) => ({
  id: person.id,
  name: person.name,
  email: person.email,
  unit: { code: person.unitCode, name: person.unitName },
  roles: person.roles,
  lastSignedInAt: instant(person.lastSignedInAt),
  closedAt: instant(person.disabledAt),
  duties,
});

export const mandateJson = (mandate: MandateRow) => ({
  id: mandate.id,
  account: mandate.accountId,
  unit: { code: mandate.unitCode, name: mandate.unitName },
  role: mandate.role,
  basis: mandate.basis,
  from: instant(mandate.fromAt),
  until: instant(mandate.untilAt),
  legalBasis: mandate.legalBasis,
  delegatedBy: mandate.lenderId === null ? null : { id: mandate.lenderId, name: mandate.lenderName },
  inForce: mandate.inForce,
});

export const receiptJson = (receipt: Receipt) => ({
  id: receipt.id,
  unit: { code: receipt.unitCode, name: receipt.unitName },
  from: { id: receipt.fromId, name: receipt.fromName },
  to: receipt.toId === null ? null : { id: receipt.toId, name: receipt.toName },
  at: instant(receipt.at),
  state: receipt.state,
  confirmedAt: instant(receipt.confirmedAt),
  closedAccount: receipt.closesAccount,
  counts: { duties: receipt.duties, mandates: receipt.mandates, tokens: receipt.tokens },
  hash: receipt.hash,
});

export const dutyJson = ({ ord, assignmentId, unitName, state, dueAt, paper }: ReceiptDuty) => ({
  ord,
  assignment: assignmentId,
  unit: unitName,
  state,
  dueAt: instant(dueAt),
  subject: paper.subject,
  issuer: paper.issuer,
});
