import { officeName, type DirectoryUnit, type Level, type UnitDirectory } from '../../units/index.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { unitsOf, type Hierarchy } from './meanings.rules.js';
import { queryOf } from './query.rules.js';

const CHARGES =
  /^(?:giao|yêu cầu|phân công|chỉ đạo)(?!\p{L})|(?<!\p{L})(?:chịu trách nhiệm|có trách nhiệm|phải)(?!\p{L})/iu;
const ASKS = /(?<!\p{L})(?:đề nghị|trân trọng|kính|mời|phối hợp với)(?!\p{L})/iu;
/** types that command by themselves; others only in their words */
const COMMANDING = new Set(['CT', 'CĐ']);
const RANK: Readonly<Record<Exclude<Level, 'body'>, number>> = { central: 3, province: 2, district: 1, commune: 0 };

/**
 * Tasks given to who is above or beside the issuer, whom it can only ask: a division cannot command a department. A
 * board that stands above its members, a notice of what a leader concluded and a paper signed by order say what
 * somebody else commands, and are left alone; so is whoever is politely asked.
 */
export function commandQueries(reading: Reading, now: Hierarchy): Query[] {
  const issuer = now.directory.byId.get(now.speakerId);
  const mode = reading.signature.mode.value;
  if (!issuer || issuer.kind === 'steering-committee' || reading.kind.value === 'TB') return [];
  if (mode === 'TL.' || mode === 'TUQ.') return [];
  const ofTasks = reading.tasks.flatMap((task, i) =>
    CHARGES.test(task.value.text) && !ASKS.test(task.value.text)
      ? task.value.addressees.map((name) => ({ name, field: `tasks.${i}`, place: task }))
      : [],
  );
  const ofPaper = COMMANDING.has(reading.kind.value ?? '')
    ? reading.addressees.map((place, i) => ({ name: place.value, field: `addressees.${i}`, place }))
    : [];
  return [...ofPaper, ...ofTasks].flatMap(({ name, field, place }) => {
    const units = unitsOf(now, name);
    const at = [place];
    const values = { name, issuer: officeName(issuer) };
    if (units.some((unit) => isAbove(now.directory, unit, issuer))) return [queryOf('charges-superior', field, { values, at })]; // prettier-ignore
    return units.some((unit) => isBeside(unit, issuer)) ? [queryOf('charges-peer', field, { values, at })] : [];
  });
}

/** On the line of command, or a body of a wider area than the issuer's that holds it. */
function isAbove(directory: UnitDirectory, unit: DirectoryUnit, issuer: DirectoryUnit): boolean {
  if (unit.id === issuer.id) return false;
  for (
    let above = directory.byId.get(issuer.administrative ?? '');
    above;
    above = directory.byId.get(above.administrative ?? '')
  )
    // prettier-ignore
    if (above.id === unit.id) return true;
  const [theirs, own] = [directory.areaOf(unit), directory.areaOf(issuer)];
  return theirs !== undefined && own !== undefined && rankOf(theirs) > rankOf(own) && directory.liesIn(own, theirs);
}

const rankOf = ({ level }: DirectoryUnit): number => (level === 'body' ? -1 : RANK[level]);

/** Under one superior, and neither an office within the other. */
const isBeside = (unit: DirectoryUnit, issuer: DirectoryUnit): boolean =>
  unit.id !== issuer.id &&
  unit.level === issuer.level &&
  unit.administrative !== null &&
  unit.administrative === issuer.administrative &&
  unit.kind === issuer.kind;
