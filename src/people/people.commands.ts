import { EntityManager } from '@mikro-orm/postgresql';
import { Option, type Command } from 'commander';
import { CreateAccount, GiveMandate, MakeSignInCode, mustBeGiver } from '../access/index.js';
import { countLedBy } from '../assignments/index.js';
import { ROLES, type Role } from '../platform/caller.js';
import { table, type Act, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formOf } from '../platform/page-form.js';
import { formatVn } from '../platform/vn-time.js';
import { findUnit } from '../units/index.js';
import { ConfirmHandOver } from './confirm-hand-over.usecase.js';
import { EndMandate } from './end-mandate.usecase.js';
import { HandOver } from './hand-over.usecase.js';
import { personJson, receiptJson } from './people.json.js';
import { listPeople } from './people.queries.js';
import { handOverSchema, mandateSchema, peopleListSchema, personSchema, SENTENCES } from './people.schemas.js';
import { receiptFor } from './receipts.queries.js';

const roleOption = () => new Option('--role <role>', 'vai trò / role').choices(ROLES).makeOptionMandatory();

/** `thongsuot people …` */
export const addPeopleCommands: AddCommands = (program, act) => {
  const people = program
    .command('people')
    .description('cán bộ, quyền làm việc, bàn giao / people, mandates, hand-overs');
  addList(people, act);
  addAccounts(people, act);
  addMandates(people, act);
  addHandOvers(people, act);
};

function addList(people: Command, act: Act): void {
  people
    .command('list')
    .description('danh sách cán bộ / officers')
    .option('--unit <code>', 'mã đơn vị / unit code')
    .option('--find <words>', 'tìm theo tên, không cần dấu / words of the name', '')
    .option('--all', 'cả tài khoản đã khóa / closed accounts too')
    .option('--limit <n>', 'số dòng / lines', '50')
    .option('--cursor <cursor>', 'trang sau / next page')
    .action(
      act(
        async (
          { get, caller, locale },
          options: { unit?: string; find: string; all?: boolean; limit: string; cursor?: string },
        ) => {
          const db = dbOf(get(EntityManager).fork());
          const { find: q, all = false, ...rest } = options;
          const query = formOf(peopleListSchema, { ...rest, q, all: String(all) });
          const unitId = query.unit === undefined ? undefined : (await findUnit(db, query.unit)).id;
          const page = await listPeople(db, caller, { ...query, unitId });
          const led = await countLedBy(
            db,
            page.items.map(({ id }) => id),
          );
          const items = page.items.map((person) => personJson(person, led.get(person.id) ?? 0));
          const header = {
            vi: ['Mã', 'Họ tên', 'Đơn vị', 'Vai trò', 'Việc chủ trì', 'Đăng nhập cuối'],
            en: ['Id', 'Name', 'Unit', 'Roles', 'Duties led', 'Last sign-in'],
          };
          const rows = page.items.map((person, i) => [
            person.id,
            person.name,
            person.unitCode,
            person.roles.join(', '),
            items[i]!.duties,
            person.lastSignedInAt && formatVn(person.lastSignedInAt, locale),
          ]);
          return { json: { items, nextCursor: page.nextCursor }, text: table(header[locale], rows) };
        },
      ),
    );
}

function addAccounts(people: Command, act: Act): void {
  people
    .command('add')
    .description('thêm cán bộ / add an officer')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .requiredOption('--name <name>', 'họ tên / name')
    .addOption(roleOption())
    .option('--email <address>', 'thư điện tử / mail address')
    .action(
      act(async ({ get, caller, locale }, options: { unit: string; name: string; role: Role; email?: string }) => {
        const { unit, ...person } = formOf(personSchema, options, SENTENCES);
        const db = dbOf(get(EntityManager).fork());
        const { id: unitId } = await findUnit(db, unit!);
        await mustBeGiver(db, caller, { unitId, role: person.role });
        const { id, repeated } = await get(CreateAccount).open({ ...person, unitId }, caller);
        const words = { vi: repeated ? 'Đã có từ trước' : 'Đã thêm', en: repeated ? 'There before' : 'Added' };
        return { json: { id, repeated }, text: `${words[locale]}: ${id}` };
      }),
    );
  people
    .command('code')
    .description('cấp mã đăng nhập, in ra một lần / make a sign-in code, printed once')
    .argument('<person>')
    .action(
      act(async ({ get, caller, locale }, person: string) => {
        const { id, token, expiresAt } = await get(MakeSignInCode).execute(person, caller);
        const words = {
          vi: `Mã đăng nhập, chỉ in ra một lần; mã cũ đã hết hiệu lực:\n${token}`,
          en: `Sign-in code, printed only once; earlier codes have ended:\n${token}`,
        };
        return { json: { id, code: token, expiresAt }, text: words[locale] };
      }),
    );
}

function addMandates(people: Command, act: Act): void {
  people
    .command('mandate')
    .description('giao quyền làm việc cho một đơn vị / give a mandate for a unit')
    .argument('<person>')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .addOption(roleOption())
    .option('--from <date>', 'ngày đầu / first day')
    .option('--until <date>', 'ngày cuối / last day')
    .option('--legal-basis <text>', 'căn cứ / legal basis')
    .action(
      act(async ({ get, caller, locale }, accountId: string, options: object) => {
        const { unit, role, from: fromAt, until: untilAt, legalBasis } = formOf(mandateSchema, options, SENTENCES);
        const { id: unitId } = await findUnit(dbOf(get(EntityManager).fork()), unit);
        const given = await get(GiveMandate).execute({ accountId, unitId, role, fromAt, untilAt, legalBasis }, caller);
        const words = {
          vi: given.repeated ? 'Đã có từ trước' : 'Đã giao',
          en: given.repeated ? 'There before' : 'Given',
        };
        return { json: given, text: `${words[locale]}: ${given.id}` };
      }),
    );
  people
    .command('end-mandate')
    .description('kết thúc quyền làm việc / end a mandate')
    .argument('<mandate>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { repeated } = await get(EndMandate).execute(id, caller);
        const words = {
          vi: repeated ? 'Đã kết thúc từ trước.' : 'Đã kết thúc.',
          en: repeated ? 'Ended before.' : 'Ended.',
        };
        return { json: { id, repeated }, text: words[locale] };
      }),
    );
}

function addHandOvers(people: Command, act: Act): void {
  people
    .command('hand-over')
    .description('bàn giao khi rời đơn vị / hand over when leaving a unit')
    .argument('<person>')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .option('--to <person|unit>', 'người nhận, hoặc "unit" / who takes over, or "unit"')
    .option('--close', 'khóa tài khoản / close the account')
    .action(
      act(async ({ get, caller, locale }, accountId: string, options: object) => {
        const { unit, to, close } = formOf(handOverSchema, options, SENTENCES);
        const db = dbOf(get(EntityManager).fork());
        const { id: unitId } = await findUnit(db, unit);
        const { id, repeated } = await get(HandOver).execute({ accountId, unitId, to, closes: close }, caller);
        const json = { ...receiptJson(await receiptFor(db, id, caller)), repeated };
        const { duties } = json.counts;
        const words = {
          vi: `${repeated ? 'Đã bàn giao từ trước' : 'Đã bàn giao'} ${duties} việc; biên bản ${id}`,
          en: `${repeated ? 'Handed over before' : 'Handed over'}: ${duties} duties; receipt ${id}`,
        };
        return { json, text: words[locale] };
      }),
    );
  people
    .command('confirm')
    .description('xác nhận đã nhận bàn giao / confirm a hand-over')
    .argument('<receipt>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { receipt, repeated } = await get(ConfirmHandOver).execute(id, caller);
        const words = { vi: 'Đã xác nhận.', en: 'Confirmed.' };
        return { json: { ...receiptJson(receipt), repeated }, text: words[locale] };
      }),
    );
}
