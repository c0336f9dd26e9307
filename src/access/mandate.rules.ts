import type { Caller, Role } from '../platform/caller.js';

const NONE: readonly Role[] = [];
const OF_A_LEADER: readonly Role[] = ['officer', 'clerk', 'leader'];
const OF_AN_ADMINISTRATOR: readonly Role[] = [...OF_A_LEADER, 'auditor', 'unit-admin'];
const EVERY: readonly Role[] = [...OF_AN_ADMINISTRATOR, 'operator'];

/**
 * The roles that are in a caller's hands, where the unit is in reach: he may end them and hand over what hangs on them. Who
 * acts by delegation has none: what was authorised in writing is not passed on (Decree 30/2020/NĐ-CP, art. 13.3).
 */
export function rolesToManage({ role, capacity }: Caller): readonly Role[] {
  if (capacity === 'by-delegation') return NONE;
  if (role === 'operator') return EVERY;
  if (role === 'unit-admin') return OF_AN_ADMINISTRATOR;
  return role === 'leader' ? OF_A_LEADER : NONE;
}

/**
 * Whether a caller may make somebody be a role at a unit: by an account, a mandate or a sign-in code. Nobody makes a peer
 * of himself, who could be his own second person; that comes from above, or from the operator.
 */
export const mayGive = (caller: Caller, { unitId, role }: { unitId: string; role: Role }): boolean =>
  rolesToManage(caller).includes(role) && !(caller.role === role && caller.unitId === unitId);

/** The roles that a caller may give at some unit: a leader, whose unit is his own, makes no leader. */
export const rolesToGive = (caller: Caller): readonly Role[] =>
  rolesToManage(caller).filter((role) => caller.role !== 'leader' || role !== 'leader');

const RANK: Readonly<Record<Role, number>> = {
  officer: 0,
  clerk: 0,
  leader: 1,
  auditor: 1,
  'unit-admin': 2,
  operator: 3,
};

/** Whether whoever may make somebody the one role at a unit may make him the other there as well. */
export const isWithinReachOf = (given: Role, held: Role): boolean => RANK[given] <= RANK[held];

/** The roles that a mandate can be lent as: its own or a lower one, and only by a leader. */
export const rolesToLend = (role: Role): readonly Role[] => (role === 'leader' ? OF_A_LEADER : NONE);

/** Until when a delegation lasts: as wished, but never longer than what it was lent from. */
export function lentUntil(wished: Date | null, own: Date | null): Date | null {
  if (wished === null || own === null) return wished ?? own;
  return wished < own ? wished : own;
}
