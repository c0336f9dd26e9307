import { cleanName, KINDS, levelOf, type Kind } from '../units/index.js';
import { dateOf, isAddress } from './cells.rules.js';
import {
  above,
  differenceOf,
  endUnit,
  existsOn,
  newUnit,
  periodValue,
  RELATIONS,
  SCHEMES,
  type DraftRow,
  type HeldUnit,
  type RelationLine,
  type Scheme,
} from './held-units.rules.js';
import { emptyPlan, judged, type Plan, type Reason } from './plan.rules.js';
import type { Line } from './recognise.rules.js';
import { changesOf, mailboxChange } from './unit-changes.rules.js';
import { PARENT_COLUMNS } from './unit-lines.rules.js';
import { isFoundedIn, isInScope, type Scope } from './scope.rules.js';

/** What is known before the file, of the units that it names and all that stand above them. */
export interface Present {
  units: ReadonlyMap<string, HeldUnit>;
  /** Who bears an official code: `scheme value`. */
  bearers: ReadonlyMap<string, readonly { code: string; from: string; to: string | null }[]>;
}

type UnitLine = Line<'units'>;
const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SUPERIORS = RELATIONS.filter((line) => line !== 'standing-body');

/** A line that is in order by itself. */
interface StatedUnit {
  line: UnitLine;
  code: string;
  name: string;
  kind: Kind;
  from: string;
  to: string | null;
}

/**
 * What a list of units would do. A line states what a unit is from a day on; an empty cell states nothing. What is so
 * already changes nothing, a later day begins a new period, and the past is not rewritten. Whoever is bound to a scope
 * founds units there and amends what is on their cards, from today on; names, kinds, superiors and ends of units that are
 * there change by reorganisations only.
 * @param below  code of the unit below which everything must stand; undefined for the operator
 */
export function planUnits(
  lines: readonly UnitLine[],
  present: Present,
  { below, today }: { below: string | undefined; today: string },
): UnitPlan {
  const work = new UnitsPlan(lines, present, { units: present.units, below, today });
  return work.plan();
}

/** A plan, and the lines that end units which are there already. */
export type UnitPlan = Plan & { ends: { code: string; sheet: string; line: number }[] };

class UnitsPlan {
  private readonly result: UnitPlan = { ...emptyPlan(), ends: [] };
  private readonly said = new Set<string>();
  private readonly refusedLines = new Set<number>();
  private readonly isBound: boolean;
  private readonly late = new Set<UnitLine>();
  private readonly drafts: Map<string, HeldUnit>;
  private readonly stated: StatedUnit[] = [];
  private readonly touched = new Set<string>();
  private inFile: Map<string, { code: string; row: DraftRow }[]> | undefined;
  private readonly lineOf = new Map<DraftRow<unknown>, UnitLine>();

  constructor(
    private readonly lines: readonly UnitLine[],
    private readonly present: Present,
    private readonly scope: Scope,
  ) {
    this.isBound = scope.below !== undefined;
    this.drafts = new Map([...present.units].map(([code, unit]) => [code, structuredClone(unit)]));
  }

  plan(): UnitPlan {
    const seen = new Set<string>();
    for (const line of this.lines) {
      const stated = this.read(line);
      if (!stated) continue;
      const once = `${stated.code} ${stated.from}`;
      if (seen.has(once)) this.refuse(line, 'code-twice', stated.code);
      else this.stated.push(stated);
      seen.add(once);
    }
    this.stated.sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
    const next = new Map<StatedUnit, string>();
    const last = new Map<string, StatedUnit>();
    for (const one of this.stated) {
      const before = last.get(one.code);
      if (before) next.set(before, one.from);
      last.set(one.code, one);
    }
    const statuses = this.stated.map((one) => this.apply(one, next.get(one)));
    for (const one of this.stated) this.check(one);
    const { result } = this;
    result.refused.sort((a, b) => a.line - b.line);
    if (result.refused.length > 0) return result;
    for (const status of statuses) result[status]++;
    const drafts = [...this.touched].map((code) => this.drafts.get(code)!);
    Object.assign(result, differenceOf(drafts));
    result.changes.push(...result.mailboxes.filter(({ code }) => !this.drafts.get(code)!.isNew).map(mailboxChange));
    for (const draft of drafts) result.changes.push(...changesOf(draft));
    return result;
  }

  private refuse(line: UnitLine, reason: Reason, value: string): void {
    const once = `${line.line} ${reason} ${value}`;
    if (this.said.has(once)) return;
    this.said.add(once);
    this.refusedLines.add(line.line);
    this.result.refused.push({ sheet: line.sheet, line: line.line, value, reason });
  }

  private read(line: UnitLine): StatedUnit | undefined {
    const { cells } = line;
    const before = this.result.refused.length;
    const kind = KINDS.find((known) => known === cells.kind);
    const name = cleanName(cells.name);
    const from = dateOf(cells.valid_from);
    const to = cells.valid_to === '' ? null : dateOf(cells.valid_to);
    if (!CODE.test(cells.code)) this.refuse(line, 'code', cells.code);
    if (name === '') this.refuse(line, 'name', '');
    if (!kind) this.refuse(line, 'kind', cells.kind);
    else if (cells.level !== '' && levelOf(kind) !== cells.level) this.refuse(line, 'level', cells.level);
    if (!from) this.refuse(line, 'date', cells.valid_from);
    if (to === undefined) this.refuse(line, 'date', cells.valid_to);
    else if (from && to !== null && to <= from) this.refuse(line, 'period', cells.valid_to);
    if (cells.email !== '' && !isAddress(cells.email)) this.refuse(line, 'email', cells.email);
    if (this.result.refused.length > before) return undefined;
    return { line, code: cells.code, name, kind: kind!, from: from!, to: to! };
  }

  /** Writes a line into the drafts. @param next  first day of the line after it for the same unit */
  private apply(stated: StatedUnit, next: string | undefined): 'added' | 'changed' | 'unchanged' {
    const { code, from, line } = stated;
    const known = this.drafts.get(code);
    const unit = known ?? newUnit(code);
    if (!known) this.drafts.set(code, unit);
    if (!unit.isNew && !isInScope(this.scope, code, from)) {
      this.refuse(line, 'not-below', code);
      return 'unchanged';
    }
    if (unit.isNew && this.isOfficial(code)) this.refuse(line, 'code-official', code);
    const isAdded = unit.isNew && unit.periods.length === 0;
    if (unit.periods.length > 0 && unit.periods.every(({ to }) => to !== null && to <= from)) {
      this.refuse(line, 'ended', code);
      return 'unchanged';
    }
    const amended = this.amend(unit, stated);
    const shaped = this.shape(unit, stated, next); // last: what the line adds ends with the unit
    if (this.isBound && shaped && !unit.isNew) this.refuse(line, 'needs-reorganisation', code);
    if (this.isBound && (shaped || amended) && from < this.scope.today) this.late.add(line);
    if (isAdded || shaped || amended) this.touched.add(code);
    if (isAdded) return 'added';
    return shaped || amended ? 'changed' : 'unchanged';
  }

  /** What a reorganisation changes: name, kind, superiors and end. */
  private shape(unit: HeldUnit, stated: StatedUnit, next: string | undefined): boolean {
    const { name, kind, line } = stated;
    const more = { name, kind, level: levelOf(kind) };
    return [
      this.state(unit.periods, stated, { value: periodValue(name, kind), more }),
      ...SUPERIORS.map((on) => this.stateWhereGiven(unit.relations[on], stated, line.cells[PARENT_COLUMNS[on]])),
      this.stateEnd(unit, stated, next),
    ].some(Boolean);
  }

  /** What an administrator changes on a unit's card. */
  private amend(unit: HeldUnit, stated: StatedUnit): boolean {
    const { cells } = stated.line;
    return [
      this.stateWhereGiven(unit.relations['standing-body'], stated, cells.standing_body),
      ...SCHEMES.map((scheme) => this.stateWhereGiven(unit.codes[scheme], stated, cells[scheme].toUpperCase())),
      ...cells.aliases.split(';').map((alias) => this.stateAlias(unit, stated, cleanName(alias))),
      this.stateMailbox(unit, stated),
    ].some(Boolean);
  }

  private isOfficial = (code: string): boolean =>
    SCHEMES.some((scheme) => this.present.bearers.has(`${scheme} ${code.toUpperCase()}`));

  private state<More>(
    rows: DraftRow<More>[],
    { line, from }: StatedUnit,
    { value, more }: { value: string; more: DraftRow<More>['more'] },
  ): boolean {
    const judgement = judged(rows, from, value);
    if (judgement.is === 'same') return false;
    if (judgement.is !== 'new') {
      this.refuse(line, judgement.is, value);
      return false;
    }
    const ends = judgement.ends as DraftRow<More> | null;
    const to = ends?.to ?? null;
    if (ends) ends.to = from;
    const row: DraftRow<More> = { from, to, value, more, was: undefined, legalBasis: line.cells.legal_basis || null };
    rows.push(row);
    this.lineOf.set(row, line);
    return true;
  }

  private stateWhereGiven(rows: DraftRow[], stated: StatedUnit, value: string): boolean {
    return value !== '' && this.state(rows, stated, { value, more: null });
  }

  private stateAlias({ aliases }: HeldUnit, stated: StatedUnit, alias: string): boolean {
    if (alias === '') return false;
    const own = aliases.filter(({ value }) => value === alias);
    const changed = this.state(own, stated, { value: alias, more: null });
    if (changed) aliases.push(own.at(-1)!);
    return changed;
  }

  private stateMailbox({ code, mailboxes }: HeldUnit, stated: StatedUnit): boolean {
    const { email } = stated.line.cells;
    const changed = this.stateWhereGiven(mailboxes, stated, email);
    if (changed) this.result.mailboxes.push({ code, address: email, on: stated.from });
    return changed;
  }

  private stateEnd(unit: HeldUnit, { line, from, to }: StatedUnit, next: string | undefined): boolean {
    if (to === null || (next !== undefined && next <= to)) return false;
    const period = unit.periods.find((row) => row.from <= from && (row.to === null || row.to > from));
    if (!period || period.to === to) return false;
    if (period.to !== null) {
      this.refuse(line, 'contradicts', to);
      return false;
    }
    if (!unit.isNew) this.result.ends.push({ code: unit.code, sheet: line.sheet, line: line.line });
    return endUnit(unit, to);
  }

  /** What can be told only when every line has been written into the drafts. */
  private check({ code, line, from }: StatedUnit): void {
    const unit = this.drafts.get(code)!;
    if (unit.isNew && RELATIONS.every((on) => on === 'standing-body' || unit.relations[on].length === 0))
      this.refuse(line, 'no-parent', '');
    for (const on of RELATIONS)
      for (const row of unit.relations[on].filter((one) => this.lineOf.get(one) === line))
        this.checkParent(unit, on, row);
    for (const scheme of SCHEMES)
      for (const row of unit.codes[scheme].filter((one) => this.lineOf.get(one) === line))
        if (this.isBorne(scheme, row, code)) this.refuse(line, 'official-taken', row.value);
    // one reason is enough where the way up is broken
    if (this.refusedLines.has(line.line)) return;
    if (unit.isNew && !isFoundedIn(this.scope, this.drafts, { code, on: from })) this.refuse(line, 'not-below', code);
    else if (this.late.has(line)) this.refuse(line, 'past', from);
  }

  private checkParent(unit: HeldUnit, on: RelationLine, row: DraftRow): void {
    const line = this.lineOf.get(row)!;
    if (!existsOn(this.drafts.get(row.value), row.from)) this.refuse(line, 'parent', row.value);
    else if (row.value === unit.code || above(this.drafts, unit.code, { lines: [on], on: row.from }).circle)
      this.refuse(line, 'cycle', row.value);
  }

  private isBorne(scheme: Scheme, row: DraftRow, code: string): boolean {
    const meets = (from: string, to: string | null): boolean =>
      (row.to === null || from < row.to) && (to === null || to > row.from);
    const others = this.present.bearers.get(`${scheme} ${row.value}`) ?? [];
    if (others.some((other) => other.code !== code && meets(other.from, other.to))) return true;
    const among = this.bearersInFile().get(`${scheme} ${row.value}`) ?? [];
    return among.some((other) => other.code !== code && meets(other.row.from, other.row.to));
  }

  private bearersInFile(): Map<string, { code: string; row: DraftRow }[]> {
    if (this.inFile) return this.inFile;
    this.inFile = new Map();
    for (const code of this.touched)
      for (const scheme of SCHEMES)
        for (const row of this.drafts.get(code)!.codes[scheme]) {
          const key = `${scheme} ${row.value}`;
          this.inFile.set(key, [...(this.inFile.get(key) ?? []), { code, row }]);
        }
    return this.inFile;
  }
}
