import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

export const ROLES = ['clerk', 'officer', 'leader', 'auditor', 'unit-admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];
export type Locale = 'vi' | 'en';

/**
 * Who acts, for which unit and in which capacity: every act carries one.
 * `actor` is what the history keeps: an account id, `token:<id>`, `command-line`, `link` or
 * `reply` (the person is unknown) or `system`; never a name.
 */
export interface Caller {
  actor: string;
  role: Role;
  /** The unit acted for; null where the caller stands for the installation (operator at the command line, system). */
  unitId: string | null;
  /** Ended units that the caller's unit is the main successor of: it may finish what they left. */
  alsoFor?: readonly string[];
  capacity:
    | 'own-office'
    | 'as-successor'
    | 'by-delegation'
    | 'by-link'
    | 'by-telephone'
    | 'by-reply'
    | 'by-operator'
    | 'system';
  /** The mandate in force that a person acts under; without it a token of the unit, a link, the operator, the system. */
  mandate?: string;
  locale: Locale;
}

/** The command line has the database's credentials already: it acts as the operator, for whichever unit a command names. */
export const commandLineCaller = (locale: Locale): Caller => ({
  actor: 'command-line',
  role: 'operator',
  unitId: null,
  capacity: 'by-operator',
  locale,
});

export const SYSTEM: Caller = { actor: 'system', role: 'operator', unitId: null, capacity: 'system', locale: 'vi' };

/** Whether the caller is the operator at the command line, who stands for the installation and not for a unit. */
export const isOperator = ({ unitId, role }: Caller): boolean => unitId === null && role === 'operator';

const isSuccessor = (caller: Caller, unitId: string): boolean => caller.alsoFor?.includes(unitId) ?? false;

/** Whether the caller acts for a unit: its own, one that it succeeds, or any as the operator at the command line. */
export const actsFor = (caller: Caller, unitId: string): boolean =>
  caller.unitId === unitId || isSuccessor(caller, unitId) || isOperator(caller);

/** The caller as the history names it when it acts for a unit: as the successor where the unit has ended. */
export const actingFor = (caller: Caller, unitId: string): Caller =>
  isSuccessor(caller, unitId) ? { ...caller, capacity: 'as-successor' } : caller;

/** The caller's own unit and the ended ones that it stands for; none for the installation. */
export const unitsOf = ({ unitId, alsoFor = [] }: Caller): readonly string[] =>
  unitId === null ? [] : [unitId, ...alsoFor];

/** The caller that the access guard found for this request. */
export const CallerOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest<{ caller: Caller }>().caller,
);

/** The language of this request: the session's, else Accept-Language, else Vietnamese. */
export const LocaleOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Locale => context.switchToHttp().getRequest<{ locale: Locale }>().locale,
);
