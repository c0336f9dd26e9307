import { CONTINUING_PROVINCES, CORRECTED_GSO, REFORM_ON, type ListedState } from './national-tree.rules.js';
import type { Confidence, Extent, Scope } from './unit.entity.js';

/** That one unit follows another, both by our own codes. */
export interface SuccessionToWrite {
  from: string;
  to: string;
  effectiveOn: string;
  scope: Scope;
  extent: Extent;
  /** The one of its successors that stands for the old unit as an office. */
  main: boolean;
  confidence: Confidence;
  legalBasis: string | null;
}

/** A row of a published mapping: GSO codes of a commune of before and of the one that took it over, or most of it. */
export interface MappedCommune {
  before: string;
  after: string;
}

/** Resolution 202/2025/QH15, Article 1: the new province by its GSO code, and the provinces that it was made of. */
const PROVINCES_MADE_OF: Readonly<Record<string, readonly string[]>> = {
  '08': ['02', '08'], // Tuyên Quang: Hà Giang, Tuyên Quang
  '15': ['15', '10'], // Lào Cai: Yên Bái, Lào Cai
  '19': ['06', '19'], // Thái Nguyên: Bắc Kạn, Thái Nguyên
  '25': ['17', '26', '25'], // Phú Thọ: Hòa Bình, Vĩnh Phúc, Phú Thọ
  '24': ['24', '27'], // Bắc Ninh: Bắc Giang, Bắc Ninh
  '33': ['34', '33'], // Hưng Yên: Thái Bình, Hưng Yên
  '31': ['30', '31'], // Hải Phòng: Hải Dương, Hải Phòng
  '37': ['35', '36', '37'], // Ninh Bình: Hà Nam, Nam Định, Ninh Bình
  '44': ['44', '45'], // Quảng Trị: Quảng Bình, Quảng Trị
  '48': ['49', '48'], // Đà Nẵng: Quảng Nam, Đà Nẵng
  '51': ['62', '51'], // Quảng Ngãi: Kon Tum, Quảng Ngãi
  '52': ['52', '64'], // Gia Lai: Bình Định, Gia Lai
  '56': ['58', '56'], // Khánh Hòa: Ninh Thuận, Khánh Hòa
  '68': ['67', '60', '68'], // Lâm Đồng: Đắk Nông, Bình Thuận, Lâm Đồng
  '66': ['54', '66'], // Đắk Lắk: Phú Yên, Đắk Lắk
  '79': ['77', '74', '79'], // Hồ Chí Minh: Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh
  '75': ['70', '75'], // Đồng Nai: Bình Phước, Đồng Nai
  '80': ['80', '72'], // Tây Ninh: Long An, Tây Ninh
  '92': ['94', '93', '92'], // Cần Thơ: Sóc Trăng, Hậu Giang, Cần Thơ
  '86': ['83', '84', '86'], // Vĩnh Long: Bến Tre, Trà Vinh, Vĩnh Long
  '82': ['82', '87'], // Đồng Tháp: Tiền Giang, Đồng Tháp
  '96': ['95', '96'], // Cà Mau: Bạc Liêu, Cà Mau
  '91': ['91', '89'], // An Giang: Kiên Giang, An Giang
};

/** Island districts that had no communes: the whole district became one special zone. */
const ISLANDS: Readonly<Record<string, string>> = {
  '318': '11948', // Bạch Long Vĩ
  '471': '19742', // Cồn Cỏ
  '498': '20333', // Hoàng Sa
  '536': '21548', // Lý Sơn
  '755': '26732', // Côn Đảo
};

/** Provinces whose communes were compared one by one with the resolution that merged them. */
const CHECKED: Readonly<Record<string, string>> = {
  '20': 'Nghị quyết 1672/NQ-UBTVQH15',
  '45': 'Nghị quyết 1680/NQ-UBTVQH15',
};

/** Splits within those provinces, which the mapping does not have; the first is the main successor. */
const CHECKED_SPLITS: Readonly<Record<string, readonly string[]>> = {
  '06622': ['06625', '06613'], // Bính Xá: Kiên Mộc, Đình Lập (clauses 43 and 40)
  '06625': ['06625', '06637'], // Kiên Mộc: Kiên Mộc, Châu Sơn (clauses 43 and 42)
};

/** What the mapping lacks: a commune that the reform left as it was. */
const MISSING: readonly MappedCommune[] = [{ before: '23938', after: '23938' }]; // Ia Mơ (Gia Lai)

const PROVINCE_BASIS = 'Nghị quyết 202/2025/QH15';
const COMMUNE_BASIS = 'Quyết định 19/2025/QĐ-TTg';
const DISTRICT_BASIS = 'Luật số 72/2025/QH15';

const base = { effectiveOn: REFORM_ON, scope: 'territorial', main: true } as const;

/**
 * Who followed whom on 1/7/2025. Provinces are exact; communes are as sure as the mapping: it names the main successor
 * only, but for {@link CHECKED} provinces. A district ended as an office, and its functions went to the province and to
 * the communes: the province of today stands for it, and each commune formed on its territory has a part of it.
 * @returns one main successor for each unit that has any; a commune that the mapping does not know has none
 */
export function nationalSuccessions(
  before: ListedState,
  after: ListedState,
  mapping: readonly MappedCommune[],
): SuccessionToWrite[] {
  const provinceOf = new Map(before.districts.map(({ gso, parent }) => [gso, parent!]));
  const districtOf = new Map(before.communes.map(({ gso, parent }) => [gso, parent!]));
  const there = new Set(after.communes.map(({ gso }) => CORRECTED_GSO[gso] ?? gso));
  const communes = [...mapping, ...MISSING]
    .filter((row) => districtOf.has(row.before) && there.has(row.after))
    .flatMap((row) => communeSuccessions(row, provinceOf.get(districtOf.get(row.before)!)!));
  const byDistrict = new Map<string, SuccessionToWrite[]>(before.districts.map(({ gso }) => [gso, []]));
  for (const row of communes) byDistrict.get(districtOf.get(row.from.slice(1))!)!.push(row);
  const districts = before.districts.flatMap(({ gso, parent }) =>
    districtSuccessions(gso, parent!, byDistrict.get(gso)!),
  );
  return [...provinceSuccessions(), ...districts, ...communes];
}

const PROVINCE_TODAY: ReadonlyMap<string, string> = new Map([
  ...CONTINUING_PROVINCES.map((gso) => [gso, `t${gso}`] as const),
  ...Object.entries(PROVINCES_MADE_OF).flatMap(([now, old]) => old.map((gso) => [gso, `t${now}-2025`] as const)),
]);

const provinceSuccessions = (): SuccessionToWrite[] =>
  [...PROVINCE_TODAY]
    .filter(([gso, today]) => today !== `t${gso}`)
    .map(([gso, to]) => ({
      ...base, from: `t${gso}`, to, extent: 'whole', confidence: 'checked', legalBasis: PROVINCE_BASIS,
    })); // prettier-ignore

function communeSuccessions({ before, after }: MappedCommune, province: string): SuccessionToWrite[] {
  const from = `x${before}`;
  const checked = CHECKED[province];
  if (!checked)
    return [
      { ...base, from, to: `x${after}-2025`, extent: 'unknown', confidence: 'main-successor-only', legalBasis: COMMUNE_BASIS },
    ]; // prettier-ignore
  const all = CHECKED_SPLITS[before] ?? [after];
  return all.map((gso, i) => ({
    ...base,
    from,
    to: `x${gso}-2025`,
    extent: all.length === 1 ? 'whole' : 'part',
    main: i === 0,
    confidence: 'checked',
    legalBasis: checked,
  }));
}

function districtSuccessions(
  gso: string,
  province: string,
  communes: readonly SuccessionToWrite[],
): SuccessionToWrite[] {
  const from = `h${gso}`;
  const island = ISLANDS[gso];
  if (island)
    return [
      { ...base, from, to: `x${island}-2025`, extent: 'whole', confidence: 'checked', legalBasis: COMMUNE_BASIS },
    ];
  const confidence = communes.every((row) => row.confidence === 'checked') ? 'checked' : 'main-successor-only';
  const successors = [...new Set(communes.map(({ to }) => to))];
  const alone: Extent = confidence === 'checked' ? 'whole' : 'unknown';
  return [
    {
      ...base,
      from,
      to: PROVINCE_TODAY.get(province)!,
      scope: 'functional',
      extent: 'part',
      confidence: 'checked',
      legalBasis: DISTRICT_BASIS,
    },
    ...successors.map((to): SuccessionToWrite => ({
      ...base,
      from,
      to,
      extent: successors.length === 1 ? alone : 'part',
      main: false,
      confidence,
      legalBasis: DISTRICT_BASIS,
    })),
  ];
}
