import { LASTING, type Lists } from './register.js';

/** Codes of units, taken from the published lists. */
export type Expect = (lists: Lists) => string[];
/** A reason; where a body is missing in areas, with their codes. */
type Doubt = string | readonly [reason: string, areas: Expect];
/** An expression, what it means, how many that is by the official tables, and what is asked about it. */
export type Row = readonly [text: string, expect: Expect, count: number, doubts?: readonly Doubt[]];

/** Expressions that one issuer uses on one day. */
export interface Section {
  issuer: string;
  day: string;
  rows: readonly Row[];
}

export const OLD = '2024-03-20';
export const NEW = '2026-01-05';

const starts = (words: readonly string[]) => (area: { name: string }) =>
  words.length === 0 || words.some((word) => area.name.normalize('NFC').trim().toLowerCase().startsWith(`${word} `));

export const none: Expect = () => [];
export const is =
  (...codes: string[]): Expect =>
  () =>
    codes;
export const all =
  (...parts: Expect[]): Expect =>
  (lists) =>
    parts.flatMap((part) => part(lists));
export const but =
  (from: Expect, ...left: string[]): Expect =>
  (lists) =>
    from(lists).filter((code) => !left.includes(code));
/** The bodies with a prefix that serve these areas. */
export const of =
  (prefix: string, areas: Expect): Expect =>
  (lists) =>
    areas(lists).map((code) => `${prefix}-${code}`);

/** Districts of a province before the reform, by its GSO code and the first words of their names. */
export const D =
  (province: string, ...words: string[]): Expect =>
  ({ before }) =>
    before.districts.filter((d) => d.parent === province && starts(words)(d)).map(({ gso }) => `h${gso}`);
/** Communes of a district before the reform. */
export const C =
  (district: string, ...words: string[]): Expect =>
  ({ before }) =>
    before.communes.filter((c) => c.parent === district && starts(words)(c)).map(({ gso }) => `x${gso}`);
/** Communes of a province before the reform. */
export const P =
  (province: string, ...words: string[]): Expect =>
  (lists) =>
    D(province)(lists).flatMap((district) => C(district.slice(1), ...words)(lists));
/** Communes of a province, or of the country, since the reform. */
export const N =
  (province: string | null, ...words: string[]): Expect =>
  ({ after }) =>
    after.communes
      .filter((c) => (province === null || c.parent === province) && starts(words)(c))
      .map(({ gso }) => `x${gso === '23737' ? '23938' : gso}-2025`);
/** Some of them by their names. */
export const named =
  (province: string, ...names: string[]): Expect =>
  ({ after }) =>
    names.map((name) => {
      const found = after.communes.filter((c) => c.parent === province && c.name.normalize('NFC') === name);
      if (found.length !== 1) throw new Error(`${name} in ${province}: ${found.length}`);
      return `x${found[0]!.gso}-2025`;
    });
/** Communes before the reform by district and names. */
export const was =
  (district: string, ...names: string[]): Expect =>
  ({ before }) =>
    names.map((name) => {
      const found = before.communes.filter((c) => c.parent === district && c.name.normalize('NFC') === name);
      if (found.length !== 1) throw new Error(`${name} in ${district}: ${found.length}`);
      return `x${found[0]!.gso}`;
    });
/** The provinces before and since the reform. */
export const T0: Expect = ({ before }) => before.provinces.map(({ gso }) => `t${gso}`);
export const T1: Expect = ({ after }) =>
  after.provinces.map(({ gso }) => (LASTING.includes(gso) ? `t${gso}` : `t${gso}-2025`));
