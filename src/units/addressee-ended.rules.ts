import { readEnumeration, readCarriedArea } from './addressee-enumeration.rules.js';
import { readArea, readBody, type Carry, type Doubt, type Reading } from './addressee-names.rules.js';
import type { Setting } from './addressee-scope.rules.js';
import type { Word } from './addressee-words.rules.js';
import type { DirectoryUnit } from './unit-directory.rules.js';

/** The longest name of an earlier day that begins at a place, where today's names say nothing about as many words. */
export function readOnceNamed(
  setting: Setting,
  words: readonly Word[],
  at: number,
  { ends, carry, problem }: { ends: readonly number[]; carry: Carry | null; problem: Reading | undefined },
): Reading | undefined {
  if (!setting.ended || (problem && problem.problem?.reason !== 'no-such-level')) return undefined;
  for (const to of ends) {
    if (to < (problem?.next ?? 0)) break;
    const found = readEnded(setting, words, at, { to, carry });
    if (found) return found;
  }
  return undefined;
}

/**
 * Words that name a unit of an earlier day: `UBND tỉnh Bình Dương` since the reform. They are not understood, for the
 * paper says another body than there is, but who stands for it today is known and offered first.
 */
function readEnded(
  setting: Setting,
  words: readonly Word[],
  from: number,
  { to, carry }: { to: number; carry: Carry | null },
): Reading | undefined {
  const { ended } = setting;
  if (!ended) return undefined;
  const past: Setting = { ...setting, directory: ended.directory };
  const code = to === from + 1 ? ended.directory.byCode.get(words[from]!.key) : undefined;
  const readings = [
    carry ? readCarriedArea(past, words, from, { to, carry }) : undefined,
    readEnumeration(past, words, from, to),
    readArea(past, words, from, to),
    readBody(past, words, from, to),
  ];
  if (code) readings.unshift({ next: to, units: [code] });
  for (const reading of readings) {
    const found = reading?.problem?.candidates ?? reading?.units ?? [];
    const doubt = endedDoubt(setting, found);
    if (!reading || !doubt) continue;
    const carried = reading.carry ? { carry: reading.carry } : {};
    return { next: to, units: [], problem: doubt, ...carried, ...(reading.listed ? { listed: true } : {}) };
  }
  return undefined;
}

/** What is to be asked about units of which all ended; undefined where one is still there. */
function endedDoubt({ ended }: Setting, found: readonly DirectoryUnit[]): Doubt | undefined {
  const names = found.flatMap((unit) => ended?.nameOf(unit) ?? []);
  if (!ended || names.length === 0 || names.length < found.length) return undefined;
  const heirs = names.map((name) => ended.heirOf(name));
  const ground = names.length === 1 ? ended.groundOf(names[0]!).areas : [];
  const candidates = [...new Set([...heirs.filter((unit) => unit !== undefined), ...ground])];
  const [name] = names;
  const now = names.length === 1 && heirs[0] ? { code: heirs[0].code, name: heirs[0].name } : null;
  return { reason: 'ended', candidates, ended: { name: name!.name, on: name!.endedOn, now } };
}
