import { actsFor, isOperator, type Caller } from '../platform/caller.js';
import { notPermitted } from '../platform/errors.js';

const onlyTheIssuer = () =>
  notPermitted('Chỉ cơ quan ban hành mới làm được việc này.', 'Only the issuer of the directive may do this.');

/**
 * Refuses what only the issuer does to bring a directive about: draft, settle, sign, number, issue. Who succeeds a unit
 * that has ended does not write in its name.
 * @throws ProductError `not-permitted`
 */
export function mayDraftFor(by: Caller, issuerId: string): void {
  if (by.unitId !== issuerId && !isOperator(by)) throw onlyTheIssuer();
}

/**
 * Refuses what the issuer, or who succeeds it, does with a directive that is in force: match the numbered copy, close.
 * @throws ProductError `not-permitted`
 */
export function mayFinishFor(by: Caller, issuerId: string): void {
  if (!actsFor(by, issuerId)) throw onlyTheIssuer();
}
