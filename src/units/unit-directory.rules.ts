import { KIND_WORDS, SPELLINGS } from './addressee-vocabulary.rules.js';
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
  /** The body that takes in what is sent to this one; none for most. */
  standing?: string | null;
}

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
    const key = written(unit.key);
    add(this.areasByKind, unit.kind, unit);
    add(this.areasByKey, key, unit);
    add(this.areasByBareKey, key.replace(KIND_PREFIX, ''), unit);
    for (const alias of unit.aliases) add(this.areasByKey, phraseKey(alias), unit);
  }

  private indexBody(unit: DirectoryUnit): void {
    const seen = new Set<string>();
    const index = (form: string, how: BodyUnderFunction['how']): void => {
      if (seen.has(form)) return;
      seen.add(form);
      add(this.bodiesByKey, form, { unit, how });
    };
    [unit.name, ...unit.aliases].forEach((phrase, i) => {
      const key = phraseKey(phrase);
      index(key, i > 0 ? 'alias' : 'name');
      index(this.functionOf(key, unit), i > 0 ? 'alias' : 'function');
    });
    const inside = this.insideOf(unit);
    if (inside) index(inside, 'alias');
  }

  /** `Thanh tra Sở Y tế` inside that sở: `thanh tra sở`. */
  private insideOf(unit: DirectoryUnit): string | undefined {
    const above = unit.administrative ? this.byId.get(unit.administrative) : undefined;
    if (above?.level !== 'body') return undefined;
    const owner = this.functionOf(phraseKey(above.name), above);
    const key = phraseKey(unit.name);
    const at = key.indexOf(` ${owner}`);
    return at > 0 ? `${key.slice(0, at)} ${owner.split(' ', 1)[0]!}` : undefined;
  }

  /** All units that are no areas. */
  bodies = (): DirectoryUnit[] => this.units.filter((unit) => unit.level === 'body');

  /** Whether the name of a body is this or begins so. */
  isCalled(unit: DirectoryUnit, name: string): boolean {
    if (!unit.key.startsWith(name.split(' ', 1)[0]!)) return false;
    return `${phraseKey(unit.name)} `.startsWith(`${name} `);
  }

  /** The name of an area without the word for its kind. */
  bareKeyOf = (unit: DirectoryUnit): string => written(unit.key).replace(KIND_PREFIX, '');

  /** Whether there is an area of this kind on the day. */
  has = (kind: Kind): boolean => this.areasByKind.has(kind);

  /** The name without the area it ends with: `phòng văn hóa thông tin huyện cao lộc` → `phòng văn hóa thông tin`. */
  functionOf(key: string, unit: DirectoryUnit): string {
    const territory = unit.territory ? this.byId.get(unit.territory) : undefined;
    if (!territory || !isArea(territory)) return key;
    const words = KIND_WORDS.find(([, kinds]) => kinds.includes(territory.kind) && !kinds.includes('municipality'));
    const kindWord = words?.[0] ?? 'thành phố';
    const end = [written(territory.key), territory.key, kindWord].find((tail) => key.endsWith(` ${tail}`));
    return end ? key.slice(0, -end.length - 1) : key;
  }

  /** Areas called so, with the word for their kind (`xã tân thành`). */
  areasCalled = (key: string): readonly DirectoryUnit[] =>
    this.found(this.areasByKey, key.replace(/^(huyện|xã|thành phố) đảo (?=.)/u, '$1 '));

  /** Areas called so without the word for their kind (`tân thành`). */
  areasBarelyCalled = (key: string): readonly DirectoryUnit[] => this.found(this.areasByBareKey, key);

  /** Bodies with this name, alias or function. */
  bodiesCalled = (key: string): readonly BodyUnderFunction[] => this.found(this.bodiesByKey, key);

  /** What a key means; else what sounds the same: `Quản lí` and `Quản lý`, `Vĩ Dạ` and `Vỹ Dạ`. */
  private found<Item>(map: Map<string, Item[]>, key: string): readonly Item[] {
    const exact = map.get(key);
    if (exact || !/[iíìỉĩịyýỳỷỹỵ](?!\p{L})/u.test(key)) return exact ?? [];
    return map.get(soundOf(key, TO_Y)) ?? map.get(soundOf(key, TO_I)) ?? [];
  }

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

const I_AND_Y = [['i', 'y'], ['í', 'ý'], ['ì', 'ỳ'], ['ỉ', 'ỷ'], ['ĩ', 'ỹ'], ['ị', 'ỵ']] as const; // prettier-ignore
const TO_Y = new Map<string, string>(I_AND_Y);
const TO_I = new Map<string, string>(I_AND_Y.map(([i, y]) => [y, i]));
/** The other way to write the vowel that ends a syllable behind one of these letters. */
const soundOf = (key: string, to: ReadonlyMap<string, string>): string =>
  key.replace(/(?<=(?<!\p{L})(?:[hklmstv]|qu))[iíìỉĩịyýỳỷỹỵ](?!\p{L})/gu, (vowel) => to.get(vowel) ?? vowel);

const SPELT = new RegExp(`(?<!\\p{L})(?:${Object.keys(SPELLINGS).join('|')})(?!\\p{L})`, 'gu');
const written = (key: string): string => key.replace(SPELT, (spelling) => SPELLINGS[spelling] ?? spelling);

export const isArea = (unit: DirectoryUnit): boolean => unit.level !== 'body' && unit.level !== 'central';

function add<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const there = map.get(key);
  if (there && there.at(-1) !== item) there.push(item);
  else if (there)
    return; // one unit under two spellings of one name
  else map.set(key, [item]);
}
