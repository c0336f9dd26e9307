import { plusDays } from '../platform/vn-time.js';
import { areaKind, BEFORE_RECORDS, type SuccessionToWrite } from '../units/index.js';
import { conversionRows, type ConversionRow } from './conversion-lines.rules.js';
import { mayContinue, saidBy } from './extent.rules.js';
import { differenceOf, endUnit, newUnit, periodValue, type HeldUnit } from './held-units.rules.js';
import { emptyPlan, noteOf, type Plan, type Reason } from './plan.rules.js';
import type { Line } from './recognise.rules.js';
import { changesOf } from './unit-changes.rules.js';
import type { Present } from './units-plan.rules.js';

/** What is known before the table, besides the units that it names. */
export interface KnownChange extends Present {
  /** What follows a unit by area on the day, by its code. */
  successions: ReadonlyMap<string, readonly SuccessionToWrite[]>;
  /** Communes that end on the day, by code, with their names. */
  ending: ReadonlyMap<string, string>;
}

/**
 * What the conversion table of the statistics office would do, for a change on a day: every old area gets its successors
 * with their true extents; areas that are not there yet begin that day, and what ends, ends. An area that alone goes over
 * into itself goes on, under its new name where it has one.
 * @param options.on  first day of the new state
 */
export function planConversion(
  lines: readonly Line<'conversion'>[],
  known: KnownChange,
  options: { on: string; legalBasis: string | null },
): Plan {
  return new ConversionPlan(lines, known, options).plan();
}

class ConversionPlan {
  private readonly result = emptyPlan();
  private readonly drafts: Map<string, HeldUnit>;
  private readonly fresh = new Map<string, HeldUnit>();
  private readonly ended: string[] = [];
  private readonly renamed: string[] = [];
  private readonly differing: string[] = [];
  private readonly dayBefore: string;
  private readonly rows: ConversionRow[];

  constructor(
    lines: readonly Line<'conversion'>[],
    private readonly known: KnownChange,
    private readonly options: { on: string; legalBasis: string | null },
  ) {
    this.dayBefore = plusDays(options.on, -1);
    this.drafts = new Map([...known.units].map(([code, unit]) => [code, structuredClone(unit)]));
    const { rows, refused } = conversionRows(lines);
    this.result.refused.push(...refused);
    this.rows = rows;
  }

  plan(): Plan {
    const { result, rows } = this;
    const [byOld, byNew] = [new Map<string, ConversionRow[]>(), new Map<string, ConversionRow[]>()];
    const codes = new Map<ConversionRow, string>();
    for (const row of rows) {
      const old = this.oldUnit(row);
      if (old === undefined) continue;
      codes.set(row, old);
      const same = (byOld.get(old) ?? []).find(({ newCode }) => newCode === row.newCode);
      if (same && same.note !== row.note) this.refuse(row, 'twice', row.newCode);
      if (same) continue;
      byOld.set(old, [...(byOld.get(old) ?? []), row]);
      byNew.set(row.newCode, [...(byNew.get(row.newCode) ?? []), row]);
    }
    const into = new Map<string, string>();
    for (const [gso, group] of byNew) {
      const olds = group.map((row) => codes.get(row)!);
      const isAlone = olds.length === 1 && mayContinue(group[0]!.note, byOld.get(olds[0]!)!.length === 1);
      const code = this.newUnitOf(gso, group[0]!, { olds, isAlone });
      if (code) into.set(gso, code);
    }
    if (result.refused.length > 0) return this.refusedOnly();
    this.follow(byOld, into);
    return result;
  }

  private refusedOnly(): Plan {
    const refused = this.result.refused.toSorted((a, b) => a.line - b.line);
    return { ...emptyPlan(), refused };
  }

  private refuse({ line }: ConversionRow, reason: Reason, value: string): undefined {
    this.result.refused.push({ sheet: line.sheet, line: line.line, value, reason });
    return undefined;
  }

  private bearer(gso: string | undefined, on: string): { code: string; from: string } | undefined {
    const borne = gso === undefined ? [] : (this.known.bearers.get(`gso ${gso}`) ?? []);
    return borne.find((one) => one.from <= on && (one.to === null || one.to > on));
  }

  /** The unit of before; one that no list has told of yet is added, as it was until the day. */
  private oldUnit(row: ConversionRow): string | undefined {
    const gso = row.oldCode ?? row.district;
    const there = this.bearer(gso, this.dayBefore);
    if (there) return there.code;
    const parent = this.bearer(row.district, this.dayBefore) ?? this.bearer(row.oldProvince, this.dayBefore);
    if (row.oldCode === undefined || !parent) return this.refuse(row, 'area-unknown', row.line.cells.oldCode || row.line.cells.district); // prettier-ignore
    const period = { from: BEFORE_RECORDS, to: this.options.on };
    return this.add(`x${row.oldCode}`, row, { name: row.oldName, gso: row.oldCode, parent: parent.code, ...period });
  }

  private add(
    code: string,
    row: ConversionRow,
    area: { name: string; gso: string; parent: string; from: string; to: string | null },
  ): string | undefined {
    if (this.fresh.has(code)) return code;
    if (this.drafts.has(code)) return this.refuse(row, 'continues', code);
    const kind = kindOf(area.name);
    if (!kind) return this.refuse(row, 'name', area.name);
    const { from, to } = area;
    const legalBasis = to === null ? this.options.legalBasis : null;
    const held = { from, to, was: undefined, more: null, legalBasis };
    const unit = newUnit(code);
    const more = { name: area.name, kind, level: 'commune' as const };
    unit.periods.push({ ...held, value: periodValue(area.name, kind), more });
    unit.relations.administrative.push({ ...held, value: area.parent });
    unit.codes.gso.push({ ...held, value: area.gso });
    this.fresh.set(code, unit);
    return code;
  }

  private newUnitOf(
    gso: string,
    row: ConversionRow,
    { olds, isAlone }: { olds: readonly string[]; isAlone: boolean },
  ): string | undefined {
    const { on } = this.options;
    const there = this.bearer(gso, on);
    if (there && (there.from === on || (isAlone && olds[0] === there.code))) {
      this.compareName(there.code, row, there.from !== on);
      return there.code;
    }
    if (there && !olds.includes(there.code)) return this.refuse(row, 'continues', gso);
    const province = this.bearer(row.province, on);
    if (!province) return this.refuse(row, 'province-unknown', row.line.cells.province);
    const code = `x${gso}-${on.slice(0, 4)}`;
    return this.add(code, row, { name: row.newName, gso, parent: province.code, from: on, to: null });
  }

  /** A unit that goes on takes its new name from the day; another spelling of one that is new is only told of. */
  private compareName(code: string, row: ConversionRow, goesOn: boolean): void {
    const { on, legalBasis } = this.options;
    const unit = this.drafts.get(code)!;
    const period = unit.periods.find(({ from, to }) => from <= on && (to === null || to > on))!;
    const now = period.more;
    if (row.newName === '' || now.name.toLocaleLowerCase('vi') === row.newName.toLocaleLowerCase('vi')) return;
    if (!goesOn || period.from === on) return void this.differing.push(`${now.name} / ${row.newName}`);
    const kind = kindOf(row.newName);
    if (!kind) return this.refuse(row, 'name', row.newName);
    const more = { name: row.newName, kind, level: now.level };
    const value = periodValue(row.newName, kind);
    unit.periods.push({ from: on, to: period.to, was: undefined, value, more, legalBasis });
    period.to = on;
    this.renamed.push(`${now.name} → ${row.newName}`);
  }

  private follow(byOld: ReadonlyMap<string, readonly ConversionRow[]>, into: ReadonlyMap<string, string>): void {
    const { result, known } = this;
    const { on } = this.options;
    const wanted = new Map<string, SuccessionToWrite[]>();
    for (const [old, group] of byOld) {
      const successors = group.map((row) => into.get(row.newCode)!);
      if (successors.length === 1 && successors[0] === old) continue;
      wanted.set(old, this.successions(old, group, successors));
      const unit = this.drafts.get(old);
      if (unit && endUnit(unit, on)) this.ended.push(unit.periods.at(-1)!.more.name);
    }
    for (const [district, rows] of this.districts(wanted)) wanted.set(district, rows);
    const key = (row: SuccessionToWrite): string => [row.to, row.extent, row.main, row.confidence].join(' ');
    const isSame = (code: string, rows: readonly SuccessionToWrite[]): boolean => {
      const there = known.successions.get(code) ?? [];
      const keys = new Set(there.map(key));
      return there.length === rows.length && rows.every((row) => keys.has(key(row)));
    };
    const changing = [...wanted].filter(([code, rows]) => !isSame(code, rows));
    const drafts = [...this.drafts.values(), ...this.fresh.values()];
    const { units, endings } = differenceOf(drafts);
    result.changes = drafts.flatMap(changesOf);
    const gone = changing.flatMap(([code, rows]) =>
      (known.successions.get(code) ?? []).filter((row) => rows.every(({ to }) => to !== row.to)),
    );
    const touched = new Set([...changing.map(([code]) => code), ...endings.map(({ code }) => code), ...units.map(({ code }) => code)]); // prettier-ignore
    const communes = new Set([...byOld.keys(), ...into.values()]);
    result.added = this.fresh.size;
    result.changed = [...communes].filter((code) => touched.has(code) && !this.fresh.has(code)).length;
    result.unchanged = communes.size - result.added - result.changed;
    Object.assign(result, { units, endings });
    result.successions = { of: changing.map(([code]) => code), on, rows: changing.flatMap(([, rows]) => rows) };
    const left = [...known.ending].filter(([code]) => !byOld.has(code)).map(([code, name]) => `${name} (${code})`);
    result.notes = [
      ...noteOf('units-added', [...this.fresh.values()].map((unit) => `${unit.periods[0]!.more.name} (${unit.code})`)),
      ...noteOf('units-end', this.ended),
      ...noteOf('renamed', this.renamed),
      ...noteOf('names-differ', this.differing),
      ...noteOf('successions', changing.map(([code]) => code)),
      ...noteOf('successions-gone', gone.map(({ from, to }) => `${from} → ${to}`)),
      ...noteOf('not-in-table', left),
    ]; // prettier-ignore
  }

  private successions(
    from: string,
    group: readonly ConversionRow[],
    successors: readonly string[],
  ): SuccessionToWrite[] {
    const there = this.known.successions.get(from) ?? [];
    const said = group.map(({ note }) => saidBy(note, group.length === 1));
    const seeded = there.find(({ main }) => main)?.to;
    const most = said.findIndex(({ isMost }) => isMost);
    const main = most >= 0 ? most : Math.max(0, successors.indexOf(seeded ?? ''));
    return successors.map((to, i) => this.row(from, to, { extent: said[i]!.extent, main: i === main }));
  }

  private row(from: string, to: string, more: Pick<SuccessionToWrite, 'extent' | 'main'>): SuccessionToWrite {
    const { on, legalBasis } = this.options;
    return { from, to, effectiveOn: on, scope: 'territorial', confidence: 'official', legalBasis, ...more };
  }

  /** A district that ended has a part in each commune that was formed on its territory. */
  private districts(wanted: ReadonlyMap<string, readonly SuccessionToWrite[]>): Map<string, SuccessionToWrite[]> {
    const found = new Map<string, Set<string>>();
    for (const [old, rows] of wanted) {
      const unit = this.drafts.get(old) ?? this.fresh.get(old);
      const parent = unit?.relations.administrative.find(({ to }) => to === this.options.on)?.value;
      const above = parent === undefined ? undefined : this.drafts.get(parent)?.periods.at(-1);
      if (parent === undefined || above?.more?.level !== 'district' || above.to !== this.options.on) continue;
      const into = found.get(parent) ?? new Set();
      for (const { to } of rows) into.add(to);
      found.set(parent, into);
    }
    return new Map(
      [...found].map(([district, into]) => [
        district,
        [...into].map((to) => this.row(district, to, { extent: into.size === 1 ? 'whole' : 'part', main: false })),
      ]),
    );
  }
}

function kindOf(name: string): ReturnType<typeof areaKind> | undefined {
  try {
    return areaKind(name, 'commune');
  } catch {
    return undefined;
  }
}
