import type { Role } from '../platform/caller.js';
import { folded } from '../platform/text.js';
import { isWithinReachOf } from './mandate.rules.js';

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

/**
 * What became, or would become, of each officer; `ambiguous`: several people of the unit have the name; `over`: another end
 * for a mandate that is over.
 */
type OfficerOutcome = 'added' | 'changed' | 'unchanged' | 'ambiguous' | 'over';

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
  /** the new mandate is beyond whoever made the person's sign-in codes */
  outgrows: boolean;
  /** the mandate that gets the end that the list says: sooner, or later than it was */
  ends: { id: string; sooner: boolean } | null;
  /** no other mandate of the person at the unit goes on then */
  leaves: boolean;
}

type Held = KnownAccount['mandates'][number];
const nameKey = (name: string): string => folded(name).toLocaleLowerCase('vi');
type Kept = KnownAccount & { person: string };

/** The accounts of the units of a list, found by address and by name. */
class Directory {
  readonly all = new Map<string, Kept>();
  private readonly byAddress = new Map<string, Kept[]>();
  private readonly byName = new Map<string, Kept[]>();

  keep(account: KnownAccount): Kept {
    const person = account.id ?? `new ${this.all.size + 1}`;
    const kept = { ...account, mandates: [...account.mandates], person };
    this.all.set(person, kept);
    add(this.byName, `${kept.unitId} ${nameKey(kept.name)}`, kept);
    if (kept.email !== null) add(this.byAddress, `${kept.unitId} ${kept.email.toLowerCase()}`, kept);
    return kept;
  }

  fillEmail(account: Kept, email: string): void {
    account.email = email;
    add(this.byAddress, `${account.unitId} ${email.toLowerCase()}`, account);
  }

  /** By the address, else by the name where one of the two has no address. */
  find({ unitId, name, email }: OfficerToWrite): readonly Kept[] {
    const addressed = email === null ? [] : (this.byAddress.get(`${unitId} ${email.toLowerCase()}`) ?? []);
    if (addressed.length > 0) return addressed;
    const named = this.byName.get(`${unitId} ${nameKey(name)}`) ?? [];
    return named.filter((account) => account.email === null || email === null);
  }
}

function add(map: Map<string, Kept[]>, key: string, account: Kept): void {
  const there = map.get(key);
  if (there) there.push(account);
  else map.set(key, [account]);
}

/** Compares a list with the accounts of its units; what the list itself opens is known to its later lines. */
export function matchOfficers(
  officers: readonly OfficerToWrite[],
  known: readonly KnownAccount[],
  at: Date,
): OfficerMatch[] {
  const directory = new Directory();
  for (const account of known) directory.keep(account);
  const now = at.toISOString();
  const matches = officers.map((officer): OfficerMatch => {
    const found = directory.find(officer);
    const nothing = { opens: false, fillsEmail: false, gives: false, outgrows: false, ends: null, leaves: false };
    if (found.length > 1) return { officer, outcome: 'ambiguous', accountId: null, person: '', ...nothing };
    const account = found[0] ?? directory.keep({ id: null, unitId: officer.unitId, name: officer.name, email: officer.email, mandates: [] }); // prettier-ignore
    const from = (officer.fromAt ?? at).toISOString();
    const until = officer.untilAt?.toISOString() ?? null;
    const mandate = heldOn(account.mandates, { role: officer.role, from, now });
    const opens = found.length === 0;
    const person = { officer, accountId: account.id, person: account.person };
    const differs = mandate !== undefined && until !== null && mandate.untilAt !== until;
    if (differs && isOver(mandate, now)) return { ...nothing, ...person, outcome: 'over' };
    const fillsEmail = !opens && account.email === null && officer.email !== null;
    const ends = differs && mandate.id ? { id: mandate.id, sooner: mandate.untilAt === null || until < mandate.untilAt } : null; // prettier-ignore
    const outgrows = !mandate && account.id !== null && isBeyond(officer.role, account.mandates, now);
    if (!mandate) account.mandates.push({ id: null, role: officer.role, fromAt: from, untilAt: until });
    if (fillsEmail) directory.fillEmail(account, officer.email!);
    if (ends !== null) mandate!.untilAt = until;
    const outcome = opens ? 'added' : !mandate || fillsEmail || ends !== null ? 'changed' : 'unchanged';
    return { ...person, outcome, opens, fillsEmail, gives: !mandate, outgrows, ends, leaves: false };
  });
  // what goes on is known when every line was read
  return matches.map((match) => {
    const until = match.officer.untilAt?.toISOString() ?? null;
    if (!match.ends?.sooner || until === null) return match;
    const goesOn = directory.all.get(match.person)!.mandates.some(({ untilAt }) => untilAt === null || untilAt > until);
    return { ...match, leaves: !goesOn };
  });
}

const isOver = ({ untilAt }: Held, now: string): boolean => untilAt !== null && untilAt <= now;

/** The mandate that a line speaks of: one that goes on before one that is over, which is never opened again. */
function heldOn(mandates: readonly Held[], { role, from, now }: { role: Role; from: string; now: string }) {
  const those = mandates.filter(
    (one) =>
      one.role === role &&
      one.fromAt <= from &&
      (one.untilAt === null || one.untilAt > from || (one.untilAt === from && one.fromAt === from)),
  );
  return those.find((one) => !isOver(one, now)) ?? those[0];
}

/** Whoever made the codes of a person could give what it had at the unit, and perhaps no more. */
const isBeyond = (role: Role, mandates: readonly Held[], now: string): boolean =>
  !mandates.some((one) => one.id !== null && !isOver(one, now) && isWithinReachOf(role, one.role));
