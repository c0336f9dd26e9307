import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Locale } from '../platform/caller.js';
import { table, type Act, type AddCommands, type CommandAnswer } from '../platform/command-line.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { isCivilDay } from '../platform/vn-time.js';
import { addShow } from './card/show.commands.js';
import { resolveAddressees } from './addressee.queries.js';
import { addGroupCommands } from './groups/groups.commands.js';
import { notedRoster } from './roster-notes.js';
import type { Roster } from './roster.rules.js';
import { childrenOf, type Below, type TreeNode } from './tree.queries.js';
import { businessDate } from './find-unit.js';
import { unitByCode, type UnitOn } from './units.queries.js';
import type { Line } from './vocabulary.rules.js';
import { commandWordsIn, endedWords, noteSentences } from './command-words.js';

const dayOption = () =>
  new Option('--at <date>', 'ngày, YYYY-MM-DD, mặc định hôm nay / day, default today').argParser((value: string) => {
    if (!isCivilDay(value)) throw new InvalidArgumentError('YYYY-MM-DD, 1900–2200');
    return value;
  });

/** `thongsuot units …` */
export const addUnitsCommands: AddCommands = (program, act) => {
  const units = program.command('units').description('cơ quan, đơn vị / the hierarchy of units');
  addTree(units, act);
  addShow(units, act, dayOption);
  addResolve(units, act);
  addGroupCommands(units, act);
};

function addTree(units: Command, act: Act): void {
  units
    .command('tree')
    .argument('[code]', 'mã đơn vị, mặc định Chính phủ / unit code, default the government', 'vn')
    .description('các đơn vị trực thuộc và số đơn vị bên dưới / children with the number of units below')
    .addOption(dayOption())
    .addOption(
      new Option('--line <line>', 'dòng hành chính hoặc ngành / line')
        .choices(['administrative', 'sectoral'])
        .default('administrative'),
    )
    .action(
      act(async ({ get, locale }, code: string, options: { at?: string; line: Line }) => {
        const db = dbOf(get(EntityManager).fork());
        const at = options.at ?? (await businessDate(db));
        const unit = await unitByCode(db, code, at);
        return treeAnswer(unit, await everyChild(db, { unitId: unit.id, line: options.line, at }), { at, locale });
      }),
    );
}

/** A terminal has no next page: all of them, page by page. */
async function everyChild(db: Db, asked: Pick<Below, 'unitId' | 'line' | 'at'>): Promise<TreeNode[]> {
  const children: TreeNode[] = [];
  let cursor: string | undefined;
  do {
    const page = await childrenOf(db, { ...asked, limit: 500, cursor });
    children.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return children;
}

function treeAnswer(
  unit: UnitOn,
  children: readonly TreeNode[],
  { at, locale }: { at: string; locale: Locale },
): CommandAnswer {
  const words = commandWordsIn(locale);
  const { code, name, kind, level } = unit;
  const json = {
    code,
    name,
    kind,
    level,
    children: children.map((child) => ({
      code: child.code,
      name: child.name,
      kind: child.kind,
      level: child.level,
      below: child.below,
    })),
  };
  const { columns } = words;
  const rows = children.map((child) => [child.code, child.name, words.kinds[child.kind], child.below]);
  const list =
    rows.length > 0 ? table([columns.code, columns.name, columns.kind, columns.below], rows) : words.childless;
  return { json, text: `${name} (${code}), ${words.on(at)}\n${list}` };
}

function addResolve(units: Command, act: Act): void {
  units
    .command('resolve')
    .argument('<expression>', 'như ghi ở Kính gửi, Nơi nhận / as written in a paper')
    .description('nơi nhận mà cách ghi này chỉ / the units that an addressee expression means')
    .requiredOption('--issuer <code>', 'mã cơ quan ban hành / unit code of the issuer')
    .addOption(dayOption())
    .action(
      act(async ({ get, locale }, expression: string, options: { issuer: string; at?: string }) => {
        const db = dbOf(get(EntityManager).fork());
        const at = options.at ?? (await businessDate(db));
        const issuer = await unitByCode(db, options.issuer, at);
        const [addressee] = await resolveAddressees(db, [expression], { issuerId: issuer.id, at });
        return rosterAnswer(await notedRoster(db, addressee!, at), locale);
      }),
    );
}

function rosterAnswer(roster: Roster, locale: Locale): CommandAnswer {
  const words = commandWordsIn(locale);
  const { columns } = words;
  const found = roster.count > 0 ? [table([columns.code, columns.name], roster.units.map((u) => [u.code, u.name]))] : []; // prettier-ignore
  const asked = roster.notUnderstood.map(({ text, reason, candidates, ended }) => {
    const mayBe = candidates.map((c) => `\n  ${c.code}  ${[c.name, c.within].filter(Boolean).join(', ')}`);
    return `? “${text}”: ${ended ? endedWords(ended, locale) : words.reasons[reason]}${mayBe.length > 0 ? `. ${words.mayBe}:${mayBe.join('')}` : ''}`;
  });
  const text = [words.means(roster.count), ...found, ...asked, ...noteSentences(roster, locale)].join('\n');
  return { json: roster, text, exitCode: roster.notUnderstood.length > 0 ? 1 : 0 };
}
