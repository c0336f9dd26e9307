import { mayDo } from '../access/index.js';
import { isOperator, type Caller } from '../platform/caller.js';
import { notPermitted } from '../platform/errors.js';
import { isDirectiveAct, type Act } from './selection.rules.js';

/**
 * Refuses a role that may not do the act to a single row either; which rows are the caller's is the selection's matter.
 * @throws ProductError `not-permitted`
 */
export function mustBeAllowed(act: Act, by: Caller): void {
  const needed = isDirectiveAct(act) || act === 'remind' ? 'directives.issue' : 'assignments.act';
  if (isOperator(by) || mayDo(by.role, needed)) return;
  throw notPermitted('Vai trò của bạn không làm được việc này.', 'Your role may not do this.');
}
