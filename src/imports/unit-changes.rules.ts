import { RELATIONS, SCHEMES, type DraftRow, type HeldUnit } from './held-units.rules.js';
import type { UnitChange } from './plan.rules.js';

const isAdded = (row: DraftRow<unknown>): boolean => row.was === undefined;
const before = <Row extends DraftRow<unknown>>(rows: readonly Row[], from: string): Row | undefined =>
  rows.filter((row) => row.from < from && row.to === from)[0];

/** A mailbox that is set, or taken away where there is no address. */
export const mailboxChange = ({ code, on, address }: { code: string; on: string; address?: string }): UnitChange => ({
  kind: address === undefined ? 'unit.mailboxTaken' : 'unit.mailboxSet',
  code,
  said: { from: on },
});

/** What the history says of a unit that a file founds or changes, in the order of the act. */
export function changesOf(unit: HeldUnit): UnitChange[] {
  const { code } = unit;
  const say = (kind: UnitChange['kind'], said: UnitChange['said']): UnitChange => ({ kind, code, said });
  const shaped = unit.periods.filter(isAdded).map((row) => {
    const was = before(unit.periods, row.from)?.more.kind;
    const { kind } = row.more;
    if (was === undefined) return say('unit.established', { on: row.from, kind });
    return say(was === kind ? 'unit.renamed' : 'unit.raised', { on: row.from, kind, was });
  });
  const ended = unit.periods
    .filter((row) => row.to !== null && row.was !== row.to && !unit.periods.some(({ from }) => from === row.to))
    .map((row) => say('unit.ended', { on: row.to }));
  if (unit.isNew) return [...shaped, ...ended];
  const moved = RELATIONS.flatMap((line) =>
    unit.relations[line].filter(isAdded).map(({ from, value }) => {
      if (line === 'standing-body') return say('unit.standingBodySet', { from, standingBody: value });
      const was = before(unit.relations[line], from)?.value ?? null;
      return say('unit.moved', { on: from, line, was, parent: value });
    }),
  );
  const coded = SCHEMES.flatMap((scheme) =>
    unit.codes[scheme].filter(isAdded).map(({ from, value }) => say('unit.officialCodeSet', { from, scheme, value })),
  );
  const called = unit.aliases.filter(isAdded).map(({ from }) => say('unit.aliasAdded', { from }));
  return [...shaped, ...moved, ...coded, ...called, ...ended];
}
