import { searchKey } from '../platform/text.js';
import type { SuccessionToWrite } from '../units/index.js';

type Extent = SuccessionToWrite['extent'];

/** What the note of a row says: how much of the old area goes over, and whether its people all do. */
export interface Said {
  extent: Extent;
  isMost: boolean;
}

/**
 * Reads the note of the conversion table: `Nhập toàn bộ`, `Giữ nguyên`, `Đổi tên`, `Nhập một phần`, `Nhập một phần diện tích,
 * toàn bộ dân số`, `Phần còn lại`. An empty note means the whole where the old area is in one row only; other words mean
 * nothing here and are not guessed at.
 */
export function saidBy(note: string, isOnly: boolean): Said {
  const key = searchKey(note);
  const isAllPeople = key.includes('toan bo dan so');
  if (key.includes('mot phan') || key.includes('phan con lai')) return { extent: 'part', isMost: isAllPeople };
  if (/toan bo|giu nguyen|doi ten/.test(key)) return { extent: 'whole', isMost: true };
  return { extent: key === '' && isOnly ? 'whole' : 'unknown', isMost: false };
}

/** Whether the note allows that the area goes on as the unit that it was. */
export const mayContinue = (note: string, isOnly: boolean): boolean => isOnly && saidBy(note, true).extent === 'whole';
