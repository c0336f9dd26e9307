import { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import { Clock } from '../../platform/clock.js';
import { table, type Act } from '../../platform/command-line.js';
import { instantWords } from '../../platform/components/when.js';
import { dbOf } from '../../platform/database/sql.js';
import { findUnit } from '../../units/index.js';
import { nextDigestJson } from './digest.json.js';
import { dueOf } from './digest.rules.js';
import { nextDigestOf } from './next-digest.queries.js';
import { digestWords, whyOf } from './next-digest.view.js';
import { SetDigestHour } from './set-digest-hour.usecase.js';

const ITEMS = 50;

/** `thongsuot chase digest`, `digest-hour` */
export function addDigestCommands(chase: Command, act: Act): void {
  chase
    .command('digest')
    .description('thư đôn đốc tiếp theo của một cơ quan / what the next mail to a unit would say')
    .argument('<unit>', 'mã đơn vị / code of the unit')
    .option('--cursor <cursor>', 'trang tiếp theo / the next page')
    .action(
      act(async ({ get, locale }, unit: string, { cursor }: { cursor?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const { id } = await findUnit(db, unit);
        const next = await nextDigestOf(db, id, { now: await get(Clock).now(db), limit: ITEMS, cursor });
        const words = digestWords(locale);
        const rows = next.items.map((item) => {
          const due = dueOf(item);
          return [
            item.facts.paper.subject,
            whyOf(item, words),
            item.facts.unitName,
            due ? instantWords(due, locale) : '–',
          ];
        });
        const { next: name, total, empty, columns } = words.page;
        const head = `${name}: ${instantWords(next.at, locale)}. ${total}: ${next.total}.`;
        const list = rows.length > 0 ? table([columns.paper, columns.why, columns.unit, columns.due], rows) : empty;
        return { json: nextDigestJson(next), text: `${head}\n${list}` };
      }),
    );
  chase
    .command('digest-hour')
    .description('đặt giờ nhận thư đôn đốc của một cơ quan / set the hour of a unit’s mail')
    .argument('<unit>', 'mã đơn vị / code of the unit')
    .argument('<hour>', 'HH:mm, 06:00–16:00')
    .action(
      act(async ({ get, caller, locale }, unit: string, hour: string) => {
        const { id } = await findUnit(dbOf(get(EntityManager).fork()), unit);
        const { repeated } = await get(SetDigestHour).execute(id, hour, caller);
        const words = digestWords(locale).page;
        return { json: { unit, hour, repeated }, text: repeated ? words.same : words.done(hour) };
      }),
    );
}
