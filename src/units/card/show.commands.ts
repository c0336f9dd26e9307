import { EntityManager } from '@mikro-orm/postgresql';
import type { Command, Option } from 'commander';
import type { Locale } from '../../platform/caller.js';
import { table, type Act, type CommandAnswer } from '../../platform/command-line.js';
import { wordsOf } from '../../platform/components/words.js';
import { dbOf } from '../../platform/database/sql.js';
import { businessDate, findUnit } from '../find-unit.js';
import { unitWords } from '../parts.view.js';
import type { Neighbour } from './card.queries.js';
import { lanesOf } from './time-line.rules.js';
import { cardWords, groundWords, stretchWords } from './time-line.view.js';
import { unitAnswer, type UnitAnswer } from './unit-answer.js';

/** `thongsuot units show CODE`: the card of a unit. */
export function addShow(units: Command, act: Act, dayOption: () => Option): void {
  units
    .command('show')
    .argument('<code>', 'mã đơn vị / unit code')
    .description('thông tin của một đơn vị qua các thời kỳ / what a unit is, and everything that it was')
    .addOption(dayOption())
    .action(
      act(async ({ get, caller, locale }, code: string, options: { at?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const at = options.at ?? (await businessDate(db));
        return shown(await unitAnswer(db, await findUnit(db, code, at), { at, caller }), locale);
      }),
    );
}

function shown(unit: UnitAnswer, locale: Locale): CommandAnswer {
  const words = cardWords(locale);
  const { kinds } = unitWords(locale);
  const lanes = lanesOf(
    { ...unit.overTime, periods: unit.periods, mailboxes: unit.mailboxes ?? [] },
    { kindOf: (kind) => wordsOf(kinds, kind), address: (text) => text },
  );
  const held = lanes.flatMap(({ key, bars }) =>
    bars.map((bar) => [words.lanes[key], bar.text, stretchWords(bar, locale), bar.legalBasis ?? words.noBasis]),
  );
  const neighbours = (title: string, units: readonly Neighbour[]) =>
    units.map((of) => [
      title,
      `${of.name} (${of.code})`,
      words.after(of.effectiveOn),
      [words.extents[of.extent], of.main ? words.main : '', groundWords(of, locale)].filter(Boolean).join(', '),
    ]);
  const rows = [
    ...held,
    ...neighbours(words.predecessors, unit.predecessors),
    ...neighbours(words.successors, unit.successors),
  ];
  return { json: unit, text: `${unit.name} (${unit.code})\n${table(words.columns, rows)}` };
}
