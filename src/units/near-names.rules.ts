import { searchKey } from '../platform/text.js';
import type { Setting } from './addressee-scope.rules.js';
import { phraseKey } from './addressee-words.rules.js';
import { isArea, type DirectoryUnit, type UnitDirectory } from './unit-directory.rules.js';

const ENOUGH = 0.5;
const OWN_PROVINCE_BONUS = 0.15;

/**
 * The units whose names are nearest to some words, without regard to accents, nearest first; names in the issuer's own
 * province come before equal ones elsewhere. What is farther than {@link ENOUGH} is not offered.
 */
export function nearTo({ directory, area }: Setting, text: string, limit: number): DirectoryUnit[] {
  const renewed = directory.byCode.get(`${text.trim().toLowerCase()}-2025`);
  if (renewed) return [renewed]; // the code of a unit that the reform of 2025 ended
  const province = area && directory.around(area).find((unit) => unit.level === 'province');
  const scored = [...likenesses(directory, trigrams(withoutCommittee(phraseKey(text))))].map(([unit, likeness]) => {
    const of = directory.areaOf(unit);
    const near = province && of && isArea(of) && directory.liesIn(of, province) ? OWN_PROVINCE_BONUS : 0;
    return { unit, likeness: likeness + near };
  });
  return scored
    .toSorted((a, b) => b.likeness - a.likeness || (a.unit.code < b.unit.code ? -1 : 1))
    .slice(0, limit)
    .map(({ unit }) => unit);
}

const withoutCommittee = (key: string): string => key.replace(/^ủy ban nhân dân (?:các )?/u, '');

/** Dice's measure for every unit that is near enough: 1 where all parts are the same, 0 where none is common. */
function likenesses(directory: UnitDirectory, wanted: ReadonlySet<string>): Map<DirectoryUnit, number> {
  const index = indexOf(directory);
  const common = new Map<number, number>();
  for (const part of wanted)
    for (const name of index.namesWith.get(part) ?? []) common.set(name, (common.get(name) ?? 0) + 1);
  const found = new Map<DirectoryUnit, number>();
  for (const [name, count] of common) {
    const { unit, size } = index.names[name]!;
    const likeness = (2 * count) / (wanted.size + size);
    if (likeness >= ENOUGH && likeness > (found.get(unit) ?? 0)) found.set(unit, likeness);
  }
  return found;
}

/** Every name and alias by the parts it is made of. */
interface NameIndex {
  names: { unit: DirectoryUnit; size: number }[];
  namesWith: Map<string, number[]>;
}

/** Made once for a directory, and only where something was not understood. */
const indexes = new WeakMap<UnitDirectory, NameIndex>();

function indexOf(directory: UnitDirectory): NameIndex {
  const made = indexes.get(directory);
  if (made) return made;
  const index: NameIndex = { names: [], namesWith: new Map() };
  for (const unit of directory.units)
    for (const name of [unit.key, ...unit.aliases]) {
      const parts = trigrams(name);
      for (const part of parts) {
        const there = index.namesWith.get(part);
        if (there) there.push(index.names.length);
        else index.namesWith.set(part, [index.names.length]);
      }
      index.names.push({ unit, size: parts.size });
    }
  indexes.set(directory, index);
  return index;
}

function trigrams(text: string): Set<string> {
  const padded = `  ${searchKey(text)} `;
  const found = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  return found;
}
