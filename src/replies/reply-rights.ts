import { actsFor, type Caller } from '../platform/caller.js';

/**
 * Whether a caller may decide on a mail: the operator on any, others on those about their own unit where their role acts.
 * @param acts  whether the role of the caller acts on duties at all
 */
export const mayDecide = ({ unitId }: { unitId: string | null }, caller: Caller, acts: boolean): boolean =>
  caller.role === 'operator' || (acts && unitId !== null && actsFor(caller, unitId));
