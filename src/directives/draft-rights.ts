import { actsFor, type Caller } from '../platform/caller.js';
import { notPermitted } from '../platform/errors.js';

/**
 * Refuses what only the issuer does with its directive: settle, sign, issue, close.
 * @throws ProductError `not-permitted`
 */
export function mayDraftFor(by: Caller, issuerId: string): void {
  if (actsFor(by, issuerId)) return;
  throw notPermitted('Chỉ cơ quan ban hành mới làm được việc này.', 'Only the issuer of the directive may do this.');
}
