import { folded } from '../platform/text.js';

export const LEVELS = ['central', 'province', 'district', 'commune', 'body'] as const;
/** Tier of the state a unit stands on; `body` is everything that is not the office of an area. */
export type Level = (typeof LEVELS)[number];

export const LINES = ['administrative', 'sectoral', 'territory'] as const;
/** Command (administrative), profession (sectoral), or the area that the unit serves (territory). */
export type Line = (typeof LINES)[number];

const AREA_KINDS = [
  'province', 'municipality',
  'rural-district', 'urban-district', 'town', 'city',
  'commune', 'ward', 'township', 'special-zone',
] as const; // prettier-ignore
const BODY_KINDS = [
  'ministry', 'ministerial-agency', 'government-agency', 'department', 'division', 'internal-division', 'inspectorate',
  'public-service-unit', 'school', 'press', 'police', 'military', 'court', 'procuracy', 'peoples-council', 'party-body',
  'mass-organisation', 'enterprise', 'steering-committee', 'other-body',
] as const; // prettier-ignore
/** What a unit is: the government, an area with its office, or a body. */
export const KINDS = ['government', ...AREA_KINDS, ...BODY_KINDS] as const;
export type Kind = (typeof KINDS)[number];
export type BodyKind = (typeof BODY_KINDS)[number];

/** The level that a kind of unit stands on. */
export function levelOf(kind: Kind): Level {
  if (kind === 'government') return 'central';
  const area = AREA_WORDS.find(([, of]) => of === kind);
  return area ? area[2] : 'body';
}

/** First words of an area's name → its kind. `Thành phố` is a municipality at province level, a city below it. */
const AREA_WORDS: readonly (readonly [string, Kind, Level])[] = [
  ['Tỉnh', 'province', 'province'],
  ['Thành phố', 'municipality', 'province'],
  ['Huyện', 'rural-district', 'district'],
  ['Quận', 'urban-district', 'district'],
  ['Thị xã', 'town', 'district'],
  ['Thành phố', 'city', 'district'],
  ['Xã', 'commune', 'commune'],
  ['Phường', 'ward', 'commune'],
  ['Thị trấn', 'township', 'commune'],
  ['Đặc khu', 'special-zone', 'commune'],
];

/**
 * Kind of an area, read from the first words of its official name.
 * @throws RangeError where no area of that level is called so: a new kind of area needs a decision, not a guess
 */
export function areaKind(name: string, level: Level): Kind {
  const found = AREA_WORDS.find(([words, , on]) => on === level && name.startsWith(`${words} `));
  if (!found) throw new RangeError(`"${name}" is no name of an area at the level ${level}`);
  return found[1];
}

/** Whether a name fits its kind: the name of an area begins with the word for it, that of a body is free. */
export function isNameOfKind(name: string, kind: Kind): boolean {
  const area = AREA_WORDS.find(([, of]) => of === kind);
  return area === undefined || name.startsWith(`${area[0]} `);
}

/**
 * An official name without the dirt of the published lists: NFC, single blanks, straight apostrophes, lower case inside
 * `Thị trấn` and `Thị xã`, `TT NT` written out.
 */
export const cleanName = (name: string): string =>
  folded(name)
    .replace(/[’‘`´]/gu, "'")
    .replace(/^Thị Trấn /u, 'Thị trấn ')
    .replace(/^Thị Xã /u, 'Thị xã ')
    .replace(/^Thành Phố /u, 'Thành phố ')
    .replace(/^(?:TT|Thị trấn) NT /u, 'Thị trấn Nông trường ');

/** Old placement of the tone mark → new (`hoà` → `hòa`), at the end of a syllable and not after q. */
const TONE_PAIRS: ReadonlyMap<string, string> = new Map([
  ['oà', 'òa'], ['oá', 'óa'], ['oả', 'ỏa'], ['oã', 'õa'], ['oạ', 'ọa'],
  ['oè', 'òe'], ['oé', 'óe'], ['oẻ', 'ỏe'], ['oẽ', 'õe'], ['oẹ', 'ọe'],
  ['uỳ', 'ùy'], ['uý', 'úy'], ['uỷ', 'ủy'], ['uỹ', 'ũy'], ['uỵ', 'ụy'],
]); // prettier-ignore
const OLD_TONES = new RegExp(`(?<!q)(?:${[...TONE_PAIRS.keys()].join('|')})(?!\\p{L})`, 'gu');

/** The key under which two spellings with the same accents are one: lower case, NFC, one placement of tone marks. */
export function accentKey(text: string): string {
  const key = folded(text).toLocaleLowerCase('vi');
  const written = key.replace(OLD_TONES, (old) => TONE_PAIRS.get(old) ?? old);
  return written.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** `Xã Đồng Đăng` → `xã Đồng Đăng`: the name of an area inside a sentence or behind `Ủy ban nhân dân`. */
export const insideSentence = (name: string): string => name.slice(0, 1).toLocaleLowerCase('vi') + name.slice(1);

/** Name of the office: the People's Committee of an area, or the unit's own name. */
export function officeName(unit: { name: string; level: Level }): string {
  const isArea = unit.level === 'province' || unit.level === 'district' || unit.level === 'commune';
  return isArea ? `Ủy ban nhân dân ${insideSentence(unit.name)}` : unit.name;
}
