import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

export const ROLES = ['clerk', 'officer', 'leader', 'auditor', 'unit-admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];
export type Locale = 'vi' | 'en';

/**
 * Who acts, for which unit and in which capacity: every act carries one.
 * `actor` is what the history keeps: an account id, `token:<id>`, `command-line`, `link` (the person is unknown) or
 * `system`; never a name.
 */
export interface Caller {
  actor: string;
  role: Role;
  /** The unit acted for; null where the caller stands for the installation (operator at the command line, system). */
  unitId: string | null;
  capacity: 'own-office' | 'by-link' | 'by-operator' | 'system';
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

/** Whether the caller acts for a unit: its own, or any as the operator at the command line. */
export const actsFor = (caller: Caller, unitId: string): boolean => caller.unitId === unitId || isOperator(caller);

/** The caller that the access guard found for this request. */
export const CallerOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest<{ caller: Caller }>().caller,
);

/** The language of this request: the session's, else Accept-Language, else Vietnamese. */
export const LocaleOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Locale => context.switchToHttp().getRequest<{ locale: Locale }>().locale,
);
