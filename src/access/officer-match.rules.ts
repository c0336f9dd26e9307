import type { Role } from '../platform/caller.js';
import { folded } from '../platform/text.js';

/** Who is to act for a unit, as what and how long. */
export interface OfficerToWrite {
  unitId: string;
  name: string;
  role: Role;
  email: string | null;
  /** null: from now on */
  fromAt: Date | null;
  /** exclusive; null: until further notice */
  untilAt: Date | null;
}

/** What became, or would become, of each officer; `ambiguous`: several people of the unit have the name. */
type OfficerOutcome = 'added' | 'changed' | 'unchanged' | 'ambiguous';

/** An account of a unit with its appointments there. */
export interface KnownAccount {
  id: string | null;
  unitId: string;
  name: string;
  email: string | null;
  mandates: { id: string | null; role: Role; fromAt: string; untilAt: string | null }[];
}

/** What one officer of a list needs. */
export interface OfficerMatch {
  officer: OfficerToWrite;
  outcome: OfficerOutcome;
  accountId: string | null;
  /** one for each person, also where the account is still to be opened */
  person: string;
  opens: boolean;
  fillsEmail: boolean;
  gives: boolean;
  /** the mandate that ends on the day that the list says */
  ends: string | null;
}

const nameKey = (name: string): string => folded(name).toLocaleLowerCase('vi');
const sameAddress = (a: string | null, b: string | null): boolean => a !== null && a.toLowerCase() === b?.toLowerCase();

/** Compares a list with the accounts of its units; what the list itself opens is known to its later lines. */
export function matchOfficers(
  officers: readonly OfficerToWrite[],
  known: readonly KnownAccount[],
  at: Date,
): OfficerMatch[] {
  const units = new Map<string, (KnownAccount & { person: string })[]>();
  const keep = (account: KnownAccount): KnownAccount & { person: string } => {
    const kept = { ...account, mandates: [...account.mandates], person: account.id ?? `new ${units.size} ${++count}` };
    units.set(account.unitId, [...(units.get(account.unitId) ?? []), kept]);
    return kept;
  };
  let count = 0;
  known.forEach(keep);
  return officers.map((officer): OfficerMatch => {
    const there = units.get(officer.unitId) ?? [];
    const byAddress = there.filter((account) => sameAddress(officer.email, account.email));
    const named = there.filter(
      ({ name, email }) => nameKey(name) === nameKey(officer.name) && (email === null || officer.email === null),
    );
    const found = byAddress.length > 0 ? byAddress : named;
    const nothing = { opens: false, fillsEmail: false, gives: false, ends: null };
    if (found.length > 1) return { officer, outcome: 'ambiguous', accountId: null, person: '', ...nothing };
    const account = found[0] ?? keep({ id: null, unitId: officer.unitId, name: officer.name, email: officer.email, mandates: [] }); // prettier-ignore
    const from = (officer.fromAt ?? at).toISOString();
    const until = officer.untilAt?.toISOString() ?? null;
    const mandate = account.mandates.find(
      (one) => one.role === officer.role && one.fromAt <= from && (one.untilAt === null || one.untilAt > from),
    );
    const opens = found.length === 0;
    const fillsEmail = !opens && account.email === null && officer.email !== null;
    const ends = mandate?.id && until !== null && mandate.untilAt !== until ? mandate.id : null;
    if (!mandate) account.mandates.push({ id: null, role: officer.role, fromAt: from, untilAt: until });
    if (fillsEmail) account.email = officer.email;
    if (ends !== null) mandate!.untilAt = until;
    const changes = !mandate || fillsEmail || ends !== null;
    return {
      officer,
      outcome: opens ? 'added' : changes ? 'changed' : 'unchanged',
      accountId: account.id,
      person: account.person,
      opens,
      fillsEmail,
      gives: !mandate,
      ends,
    };
  });
}
