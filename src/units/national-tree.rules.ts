import { areaKind, cleanName, type Kind, type Level, type Line } from './vocabulary.rules.js';

/** Start of what was so before our records begin: the true first day of these units is not recorded here. */
export const BEFORE_RECORDS = '0001-01-01';
/** Two levels of local government; districts end. Law 72/2025/QH15; Resolution 202/2025/QH15. */
export const REFORM_ON = '2025-07-01';
/** Thừa Thiên Huế became a municipality: Resolution 175/2024/QH15. */
const HUE_MUNICIPALITY_ON = '2025-01-01';

/** The eleven provinces that the reform did not merge: they keep their identity. */
export const CONTINUING_PROVINCES = ['01', '04', '11', '12', '14', '20', '22', '38', '40', '42', '46'] as const;

/** A stretch of time; `to` is exclusive, null is open. */
export interface Period {
  from: string;
  to: string | null;
}

/** The paper that something rests on, where it is known. */
interface Based {
  legalBasis?: string | null;
}

/** A unit as it is written into the tables. Parents are named by our own codes. */
export interface UnitToWrite {
  code: string;
  periods: readonly (Period & { name: string; kind: Kind; level: Level; legalBasis: string | null })[];
  relations: readonly (Period & Based & { line: Line | 'standing-body'; parent: string })[];
  officialCodes: readonly (Period & Based & { scheme: 'gso' | 'qcvn102' | 'qd20'; value: string })[];
  aliases: readonly (Period & Based & { alias: string })[];
}

/** An area of the published lists: its GSO code with leading zeros, its name with its type, the code above it. */
interface ListedArea {
  gso: string;
  name: string;
  parent: string | null;
}

/** The published lists of one state. */
export interface ListedState {
  provinces: readonly ListedArea[];
  districts: readonly ListedArea[];
  communes: readonly ListedArea[];
}

/** Errors of the published list of 1/7/2025, by GSO code: the decision's own table has the right one. */
export const CORRECTED_GSO: Readonly<Record<string, string>> = { '23737': '23938' }; // Xã Ia Mơ (Gia Lai)

const OPEN: Period = { from: BEFORE_RECORDS, to: null };
const UNTIL_REFORM: Period = { from: BEFORE_RECORDS, to: REFORM_ON };
const SINCE_REFORM: Period = { from: REFORM_ON, to: null };

/** Short forms in daily use that no rule derives from the name. */
const PROVINCE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  '79': ['TPHCM', 'TP.HCM'],
  '77': ['Tỉnh BR-VT', 'Tỉnh BRVT'],
};

/** Identifiers of provinces under Decision 20/2020 that a paper in hand shows; QCVN 102 writes them `000.00.00.H37`. */
const PROVINCE_QD20: Readonly<Record<string, string>> = {
  '04': 'H14', '20': 'H37', '38': 'H56', '40': 'H41', '48': 'H17', '49': 'H47', '72': 'H53',
}; // prettier-ignore

/**
 * The hierarchy from the government to the communes in both states: 63 provinces, 696 districts and 10,051 communes until
 * 30/6/2025, and 34 and 3,321 from 1/7/2025. Eleven provinces are in both.
 */
export function nationalTree(before: ListedState, after: ListedState): UnitToWrite[] {
  const beforeCode = new Map<string, string>();
  const afterCode = new Map<string, string>();
  for (const { gso } of before.provinces) beforeCode.set(gso, `t${gso}`);
  for (const { gso } of before.districts) beforeCode.set(gso, `h${gso}`);
  for (const { gso } of after.provinces) afterCode.set(gso, continues(gso) ? `t${gso}` : `t${gso}-2025`);
  return [
    government(),
    ...before.provinces.map((p) => provinceBefore(p)),
    ...after.provinces
      .filter(({ gso }) => !continues(gso))
      .map((p) => area(p, `t${p.gso}-2025`, 'province', afterCode)),
    ...before.districts.map((d) => area(d, `h${d.gso}`, 'district', beforeCode)),
    ...before.communes.map((c) => area(c, `x${c.gso}`, 'commune', beforeCode)),
    ...after.communes
      .map((c) => ({ ...c, gso: CORRECTED_GSO[c.gso] ?? c.gso }))
      .map((c) => area(c, `x${c.gso}-2025`, 'commune', afterCode)),
  ];
}

const continues = (gso: string): boolean => (CONTINUING_PROVINCES as readonly string[]).includes(gso);

function government(): UnitToWrite {
  const name = { name: 'Chính phủ', kind: 'government', level: 'central', legalBasis: null } as const;
  return { code: 'vn', periods: [{ ...name, ...OPEN }], relations: [], officialCodes: [], aliases: [] };
}

function provinceBefore(province: ListedArea): UnitToWrite {
  const period = continues(province.gso) ? OPEN : UNTIL_REFORM;
  const name = cleanName(province.name);
  const named = { name, kind: areaKind(name, 'province'), level: 'province', legalBasis: null } as const;
  const qd20 = PROVINCE_QD20[province.gso];
  return {
    code: `t${province.gso}`,
    periods: province.gso === '46' ? hueNames(name) : [{ ...named, ...period }],
    relations: [{ line: 'administrative', parent: 'vn', ...period }],
    officialCodes: [
      { scheme: 'gso', value: province.gso, ...period },
      ...(qd20
        ? ([
            { scheme: 'qd20', value: qd20, ...period },
            { scheme: 'qcvn102', value: `000.00.00.${qd20}`, ...period },
          ] as const)
        : []),
    ],
    aliases: (PROVINCE_ALIASES[province.gso] ?? []).map((alias) => ({ alias, ...period })),
  };
}

function hueNames(name: string): UnitToWrite['periods'] {
  return [
    { name, kind: 'province', level: 'province', legalBasis: null, from: BEFORE_RECORDS, to: HUE_MUNICIPALITY_ON },
    {
      name: 'Thành phố Huế',
      kind: 'municipality',
      level: 'province',
      legalBasis: 'Nghị quyết 175/2024/QH15',
      from: HUE_MUNICIPALITY_ON,
      to: null,
    },
  ];
}

/** An area that exists in one of the two states only; its code says in which. */
function area(listed: ListedArea, code: string, level: Level, parents: ReadonlyMap<string, string>): UnitToWrite {
  const period = code.endsWith('-2025') ? SINCE_REFORM : UNTIL_REFORM;
  const name = cleanName(listed.name);
  const parent = listed.parent === null ? 'vn' : parents.get(listed.parent);
  if (!parent) throw new RangeError(`"${name}" (${listed.gso}) lies in ${listed.parent}, which the list does not have`);
  return {
    code,
    periods: [{ name, kind: areaKind(name, level), level, legalBasis: basisOf(period, level), ...period }],
    relations: [{ line: 'administrative', parent, ...period }],
    officialCodes: [{ scheme: 'gso', value: listed.gso, ...period }],
    aliases: level === 'province' ? (PROVINCE_ALIASES[listed.gso] ?? []).map((alias) => ({ alias, ...period })) : [],
  };
}

function basisOf(period: Period, level: Level): string | null {
  if (period.from !== REFORM_ON) return null;
  return level === 'province' ? 'Nghị quyết 202/2025/QH15' : 'Quyết định 19/2025/QĐ-TTg';
}
