import { phraseKey } from './addressee-words.rules.js';
import type { Kind, Level } from './vocabulary.rules.js';

/** A unit as the resolver sees it on one day. Parents and territory are ids. */
export interface DirectoryUnit {
  id: string;
  code: string;
  name: string;
  kind: Kind;
  level: Level;
  /** Accent key of the name. */
  key: string;
  administrative: string | null;
  territory: string | null;
  aliases: readonly string[];
}

/** Words that an area's name begins with, as in `UBND tỉnh`; the same word can stand on two levels. */
export const KIND_WORDS: readonly (readonly [string, readonly Kind[]])[] = [
  ['thành phố trực thuộc trung ương', ['municipality']],
  ['thành phố', ['municipality', 'city']],
  ['tỉnh', ['province']],
  ['huyện', ['rural-district']],
  ['quận', ['urban-district']],
  ['thị xã', ['town']],
  ['thị trấn', ['township']],
  ['đặc khu', ['special-zone']],
  ['xã', ['commune']],
  ['phường', ['ward']],
];

const KIND_PREFIX = /^(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) /u;

/** A body under the name of what it does: `Phòng Văn hóa và Thông tin` of whichever area. */
export interface BodyUnderFunction {
  unit: DirectoryUnit;
  /** Under which form of its name: the whole name, what it does (the name without the area), or an alias. */
  how: 'name' | 'function' | 'alias';
}

/** All units of one day, found by id, code, name and function, with the geometry of areas. */
export class UnitDirectory {
  readonly byId = new Map<string, DirectoryUnit>();
  readonly byCode = new Map<string, DirectoryUnit>();
  private readonly areasByKey = new Map<string, DirectoryUnit[]>();
  private readonly areasByBareKey = new Map<string, DirectoryUnit[]>();
  private readonly bodiesByKey = new Map<string, BodyUnderFunction[]>();
  private readonly areasByKind = new Map<Kind, DirectoryUnit[]>();
  private readonly childrenById = new Map<string, DirectoryUnit[]>();

  /**
   * @param units  every unit of the day
   * @param officialCodes  official codes in question on that day → ids of the units that carry them
   */
  constructor(
    readonly units: readonly DirectoryUnit[],
    readonly officialCodes: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    for (const unit of units) {
      this.byId.set(unit.id, unit);
      this.byCode.set(unit.code, unit);
    }
    for (const unit of units) {
      if (unit.administrative) add(this.childrenById, unit.administrative, unit);
      if (isArea(unit)) this.indexArea(unit);
      else this.indexBody(unit);
    }
  }

  private indexArea(unit: DirectoryUnit): void {
    add(this.areasByKind, unit.kind, unit);
    add(this.areasByKey, unit.key, unit);
    add(this.areasByBareKey, unit.key.replace(KIND_PREFIX, ''), unit);
    for (const alias of unit.aliases) add(this.areasByKey, phraseKey(alias), unit);
  }

  private indexBody(unit: DirectoryUnit): void {
    const seen = new Set<string>();
    [unit.name, ...unit.aliases].forEach((phrase, i) => {
      const key = phraseKey(phrase);
      for (const form of [key, this.functionOf(key, unit)]) {
        if (seen.has(form)) continue;
        seen.add(form);
        const how = form === key ? 'name' : 'function';
        add(this.bodiesByKey, form, { unit, how: i > 0 ? 'alias' : how });
      }
    });
  }

  /** The name without the area it ends with: `phòng văn hóa thông tin huyện cao lộc` → `phòng văn hóa thông tin`. */
  private functionOf(key: string, unit: DirectoryUnit): string {
    const territory = unit.territory ? this.byId.get(unit.territory) : undefined;
    if (!territory || !isArea(territory)) return key;
    const words = KIND_WORDS.find(([, kinds]) => kinds.includes(territory.kind) && !kinds.includes('municipality'));
    const kindWord = words?.[0] ?? 'thành phố';
    const end = [territory.key, kindWord].find((tail) => key.endsWith(` ${tail}`));
    return end ? key.slice(0, -end.length - 1) : key;
  }

  /** Areas called so, with the word for their kind (`xã tân thành`). */
  areasCalled = (key: string): readonly DirectoryUnit[] => this.areasByKey.get(key) ?? [];

  /** Areas called so without the word for their kind (`tân thành`). */
  areasBarelyCalled = (key: string): readonly DirectoryUnit[] => this.areasByBareKey.get(key) ?? [];

  /** Bodies with this name, alias or function. */
  bodiesCalled = (key: string): readonly BodyUnderFunction[] => this.bodiesByKey.get(key) ?? [];

  childrenOf = (unit: DirectoryUnit): readonly DirectoryUnit[] => this.childrenById.get(unit.id) ?? [];

  /** The area that a unit serves; itself where it is one, or the government. */
  areaOf(unit: DirectoryUnit): DirectoryUnit | undefined {
    if (unit.level !== 'body') return unit;
    if (unit.territory) return this.byId.get(unit.territory);
    const above = unit.administrative ? this.byId.get(unit.administrative) : undefined;
    return above && this.areaOf(above);
  }

  /** The area itself and those around it, from the inside out. */
  around(area: DirectoryUnit): DirectoryUnit[] {
    const above = area.administrative ? this.byId.get(area.administrative) : undefined;
    return above ? [area, ...this.around(above)] : [area];
  }

  /** Whether an area is another one or lies in it. */
  liesIn = (area: DirectoryUnit, scope: DirectoryUnit): boolean =>
    scope.level === 'central' || this.around(area).includes(scope);

  /** Areas of some kinds strictly inside another, in the order of the official list. */
  areasIn = (scope: DirectoryUnit, kinds: readonly Kind[]): DirectoryUnit[] =>
    kinds
      .flatMap((kind) => this.areasByKind.get(kind) ?? [])
      .filter((unit) => unit !== scope && this.liesIn(unit, scope))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

export const isArea = (unit: DirectoryUnit): boolean => unit.level !== 'body' && unit.level !== 'central';

function add<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const there = map.get(key);
  if (there && there.at(-1) !== item) there.push(item);
  else if (there)
    return; // one unit under two spellings of one name
  else map.set(key, [item]);
}
