import { plusDays } from '../platform/vn-time.js';
import { areaKind, BEFORE_RECORDS, cleanName, type Level } from '../units/index.js';
import { gsoOf } from './cells.rules.js';
import { differenceOf, newUnit, periodValue, RELATIONS, SCHEMES, valueOn, type HeldUnit } from './held-units.rules.js';
import { emptyPlan, noteOf, type Plan, type Reason } from './plan.rules.js';
import type { Line } from './recognise.rules.js';
import { changesOf } from './unit-changes.rules.js';
import type { Present } from './units-plan.rules.js';

type AreaLine = Line<'areas'>;

/** `gso value` of every area that the lines name. */
export const areasOf = (lines: readonly AreaLine[]): string[] => [
  ...new Set(
    lines
      .flatMap(({ cells }) => [gsoOf(cells.code, 5), gsoOf(cells.districtCode, 3), gsoOf(cells.provinceCode, 2)])
      .filter((code) => code !== undefined)
      .map((code) => `gso ${code}`),
  ),
];

/**
 * What an export of the statistics office would do: it says which areas there were on a day. One that is not known is
 * added as it was until that day, for when it ended nobody says; a later export shows it longer. Another name than ours
 * is kept as an alias for that time. Nothing of today changes.
 */
export function planAreas(lines: readonly AreaLine[], present: Present, on: string): Plan {
  return new AreasPlan(present, on).plan(lines);
}

class AreasPlan {
  private readonly result = emptyPlan();
  private readonly drafts: Map<string, HeldUnit>;
  private readonly named: string[] = [];
  private readonly touched = new Set<string>();
  private readonly until: string;

  constructor(
    private readonly present: Present,
    private readonly on: string,
  ) {
    this.until = plusDays(on, 1);
    this.drafts = new Map([...present.units].map(([code, unit]) => [code, structuredClone(unit)]));
  }

  plan(lines: readonly AreaLine[]): Plan {
    const { result } = this;
    const seen = new Set<string>();
    for (const line of lines) {
      const { cells } = line;
      const [province, district] = [gsoOf(cells.provinceCode, 2), gsoOf(cells.districtCode, 3)];
      if (!province) this.refuse(line, 'area-code', cells.provinceCode);
      if (!district) this.refuse(line, 'area-code', cells.districtCode);
      const above = this.bearer(province);
      if (province && !above) this.refuse(line, 'province-unknown', `${cells.province} ${cells.provinceCode}`.trim());
      if (!above || !district) continue;
      const within = this.area(line, { gso: district, name: cells.district, level: 'district', parent: above });
      if (cells.code === '' || within === undefined) continue;
      const gso = gsoOf(cells.code, 5);
      if (!gso) this.refuse(line, 'area-code', cells.code);
      else if (seen.has(gso)) this.refuse(line, 'twice', gso);
      else this.count(line, { gso, name: cells.name, level: 'commune', parent: within });
      seen.add(gso ?? '');
    }
    if (result.refused.length > 0) return { ...emptyPlan(), refused: result.refused };
    const drafts = [...this.touched].map((code) => this.drafts.get(code)!);
    const { units, endings } = differenceOf(drafts);
    const added = [...this.touched].filter((code) => this.drafts.get(code)!.isNew);
    const names = added.map((code) => `${this.drafts.get(code)!.periods[0]!.more.name} (${code})`);
    return {
      ...result,
      units,
      endings,
      changes: drafts.flatMap(changesOf),
      notes: [...noteOf('units-added', names), ...noteOf('names-differ', this.named)],
    };
  }

  private refuse({ sheet, line }: AreaLine, reason: Reason, value: string): undefined {
    this.result.refused.push({ sheet, line, value, reason });
    return undefined;
  }

  private bearer(gso: string | undefined): string | undefined {
    const borne = gso === undefined ? [] : (this.present.bearers.get(`gso ${gso}`) ?? []);
    return borne.find(({ from, to }) => from <= this.on && (to === null || to > this.on))?.code;
  }

  private count(line: AreaLine, area: Area): void {
    const known = this.drafts.has(this.bearer(area.gso) ?? `x${area.gso}`);
    const before = this.touched.size;
    const code = this.area(line, area);
    if (code === undefined) return;
    if (!known) this.result.added++;
    else if (this.touched.size > before) this.result.changed++;
    else this.result.unchanged++;
  }

  private area(line: AreaLine, area: Area): string | undefined {
    const there = this.bearer(area.gso);
    const code = there ?? `${area.level === 'district' ? 'h' : 'x'}${area.gso}`;
    const unit = this.drafts.get(code);
    const name = cleanName(area.name);
    if (unit) {
      if (there === undefined && unit.periods.at(-1)?.to !== this.until) this.prolong(unit);
      return this.compareName(unit, name);
    }
    const kind = kindOf(name, area.level);
    if (!kind) return this.refuse(line, 'name', area.name);
    const held = { from: BEFORE_RECORDS, to: this.until, was: undefined, more: null, legalBasis: null };
    const added = newUnit(code);
    added.periods.push({ ...held, value: periodValue(name, kind), more: { name, kind, level: area.level } });
    added.relations.administrative.push({ ...held, value: area.parent });
    added.codes.gso.push({ ...held, value: area.gso });
    this.drafts.set(code, added);
    this.touched.add(code);
    return code;
  }

  /** It was there on a later day than an export before told. */
  private prolong(unit: HeldUnit): void {
    const known = unit.periods.at(-1)!.to;
    if (known === null || known >= this.until) return;
    const rows = [unit.periods, ...RELATIONS.map((on) => unit.relations[on]), ...SCHEMES.map((of) => unit.codes[of])];
    for (const row of rows.flat()) if (row.to === known) row.to = this.until;
    this.touched.add(unit.code);
  }

  private compareName(unit: HeldUnit, name: string): string {
    const own = valueOn(unit.periods, this.on)?.replace(/^\S+ /, '') ?? '';
    if (name === '' || own.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi')) return unit.code;
    const alias = unit.aliases.find(({ value }) => value === name);
    if (alias === undefined) {
      const more = { was: undefined, more: null, legalBasis: null };
      unit.aliases.push({ from: BEFORE_RECORDS, to: this.until, value: name, ...more });
    } else if (alias.to === null || alias.to >= this.until) return unit.code;
    else alias.to = this.until;
    this.named.push(`${own} / ${name}`);
    this.touched.add(unit.code);
    return unit.code;
  }
}

interface Area {
  gso: string;
  name: string;
  level: Extract<Level, 'district' | 'commune'>;
  parent: string;
}

function kindOf(name: string, level: Level): ReturnType<typeof areaKind> | undefined {
  try {
    return areaKind(name, level);
  } catch {
    return undefined;
  }
}
