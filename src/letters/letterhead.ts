import type { Dispatch } from '../dispatches/index.js';
import type { Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { insideSentence, officeName, superiorOf, territoryOf, unitsByIds, type UnitOn } from '../units/index.js';

/** What the heading of a unit's own paper says of it. */
export interface Letterhead {
  issuer: Dispatch['issuer'];
  place: string | null;
  /** Its name within a sentence. */
  said: string;
}

const AREA = /^(?:Tỉnh|Thành phố(?! Hồ Chí Minh)|Huyện|Quận(?! \d)|Thị xã|Xã|Phường(?! \d)|Thị trấn|Đặc khu)\s+/u;

/**
 * The heading of a unit's papers on a day. The committee of an area and what stands right under the Government name no
 * superior (Appendix I, II.2); the place is the area that the unit serves (II.4).
 * @throws ProductError `not-found`
 */
export async function letterheadOf(db: Db, unitId: string, on: string): Promise<Letterhead> {
  const [unit] = await unitsByIds(db, [unitId], on);
  if (!unit) throw notFound('Không có đơn vị này.', 'There is no such unit.');
  const superior = unit.level === 'body' ? await superiorOf(db, unitId, on) : undefined;
  const area = await territoryOf(db, unitId, on);
  const parent = superior && superior.level !== 'central' ? superior : undefined;
  const name = withoutArea(officeName(unit), parent);
  return {
    issuer: { name, parent: parent ? officeName(parent) : null, stated: true },
    place: placeOf(area ?? (superior && (await territoryOf(db, superior.id, on)))),
    said: name,
  };
}

/** `Sở Thông tin và Truyền thông tỉnh Lạng Sơn` under the committee of Lạng Sơn does not say the area twice. */
function withoutArea(name: string, parent: UnitOn | undefined): string {
  const area = parent && parent.level !== 'body' ? ` ${insideSentence(parent.name)}` : '';
  return area !== '' && name.endsWith(area) ? name.slice(0, -area.length) : name;
}

const placeOf = (area: UnitOn | undefined): string | null =>
  area && area.level !== 'central' ? area.name.replace(AREA, '') : null;
