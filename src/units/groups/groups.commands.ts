import { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import type { Locale } from '../../platform/caller.js';
import { table, type Act } from '../../platform/command-line.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { searchKey } from '../../platform/text.js';
import { businessDate, findUnit } from '../find-unit.js';
import { groupsUsableBy } from './groups.queries.js';
import { SaveGroup } from './save-group.usecase.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

const wordsIn = (locale: Locale) => (locale === 'vi' ? vi : en);

/** `thongsuot units group …` */
export function addGroupCommands(units: Command, act: Act): void {
  const group = units.command('group').description('nhóm nơi nhận đã lưu / saved groups of addressees');
  group
    .command('list')
    .description('các nhóm mà một đơn vị dùng được / the groups that a unit may use')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .action(
      act(async ({ get, locale }, { unit }: { unit: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const groups = await usable(db, unit);
        const { name, version, expression } = wordsIn(locale).columns;
        const rows = groups.map((line) => [line.name, line.version, line.expression]);
        return { json: groups, text: table([name, version, expression], rows) };
      }),
    );
  group
    .command('save')
    .argument('<name>', 'tên nhóm / name')
    .argument('<expression>', 'như ghi ở Kính gửi, Nơi nhận / as written in a paper')
    .description('lưu nhóm, hoặc một lần sửa của nhóm / save a group, or a new version of it')
    .requiredOption('--unit <code>', 'mã đơn vị có nhóm / unit that owns the group')
    .option('--note <text>', 'ghi chú / note')
    .action(
      act(async ({ get, caller, locale }, name: string, expression: string, of: { unit: string; note?: string }) => {
        const saved = await get(SaveGroup).execute({ unit: of.unit, name, expression, note: of.note }, caller);
        return { json: saved, text: wordsIn(locale).savedAs(name, saved.version) };
      }),
    );
  group
    .command('retire')
    .argument('<name>', 'tên nhóm / name')
    .description('thôi dùng nhóm / take a group out of use')
    .requiredOption('--unit <code>', 'mã đơn vị có nhóm / unit that owns the group')
    .action(
      act(async ({ get, caller, locale }, name: string, { unit }: { unit: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const found = (await usable(db, unit)).find((line) => searchKey(line.name) === searchKey(name));
        if (!found) throw notFound('Đơn vị không có nhóm này.', 'The unit has no such group.');
        const { repeated } = await get(SaveGroup).retire(found.id, caller);
        return { json: { id: found.id, repeated }, text: wordsIn(locale).retiredNamed(found.name) };
      }),
    );
}

async function usable(db: Db, code: string) {
  const at = await businessDate(db);
  return groupsUsableBy(db, (await findUnit(db, code, at)).id, at);
}
