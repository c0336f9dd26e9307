import { actsFor, type Caller } from '../platform/caller.js';
import { notPermitted } from '../platform/errors.js';

/**
 * Refuses an act for another unit. The operator at the command line acts for any, which the history says.
 * @throws ProductError `not-permitted`
 */
export function mustActFor(caller: Caller, unitId: string): void {
  if (actsFor(caller, unitId)) return;
  throw notPermitted(
    'Nhiệm vụ này thuộc đơn vị khác; chỉ đơn vị nhận mới thực hiện được.',
    'This assignment belongs to another unit; only the unit that received it may act on it.',
  );
}
