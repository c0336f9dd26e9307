import { searchKey } from '../platform/text.js';
import type { Setting } from './addressee-scope.rules.js';
import { phraseKey } from './addressee-words.rules.js';
import { isArea, type DirectoryUnit } from './unit-directory.rules.js';

const ENOUGH = 0.5;
const OWN_PROVINCE_BONUS = 0.15;

/**
 * The units whose names are nearest to some words, without regard to accents, nearest first; names in the issuer's own
 * province come before equal ones elsewhere. What is farther than {@link ENOUGH} is not offered.
 */
export function nearTo({ directory, area }: Setting, text: string, limit: number): DirectoryUnit[] {
  const renewed = directory.byCode.get(`${text.trim().toLowerCase()}-2025`);
  if (renewed) return [renewed]; // the code of a unit that the reform of 2025 ended
  const wanted = trigrams(withoutCommittee(phraseKey(text)));
  if (wanted.size === 0) return [];
  const province = area && directory.around(area).find((unit) => unit.level === 'province');
  const scored = directory.units.flatMap((unit) => {
    const likeness = Math.max(...[unit.key, ...unit.aliases].map((name) => alike(wanted, trigrams(name))));
    if (likeness < ENOUGH) return [];
    const of = directory.areaOf(unit);
    const near = province && of && isArea(of) && directory.liesIn(of, province) ? OWN_PROVINCE_BONUS : 0;
    return [{ unit, likeness: likeness + near }];
  });
  return scored
    .toSorted((a, b) => b.likeness - a.likeness || (a.unit.code < b.unit.code ? -1 : 1))
    .slice(0, limit)
    .map(({ unit }) => unit);
}

const withoutCommittee = (key: string): string => key.replace(/^ủy ban nhân dân (?:các )?/u, '');

function trigrams(text: string): Set<string> {
  const padded = `  ${searchKey(text)} `;
  const found = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  return found;
}

/** Dice's measure: 1 where both have the same parts, 0 where none in common. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const part of a) if (b.has(part)) common++;
  return (2 * common) / (a.size + b.size);
}
