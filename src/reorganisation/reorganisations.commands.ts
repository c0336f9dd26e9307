import { readFile } from 'node:fs/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Caller, Locale } from '../platform/caller.js';
import {
  table,
  type Act,
  type AddCommands,
  type CommandAnswer,
  type CommandContext,
} from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { formatVnDate, isIsoDate } from '../platform/vn-time.js';
import { CarryOutReorganisation } from './carry-out-reorganisation.usecase.js';
import { DecideReorganisation } from './decide-reorganisation.usecase.js';
import { diffOf } from './diff.queries.js';
import { DraftReorganisation } from './draft-reorganisation.usecase.js';
import { lookAt } from './look-at-reorganisation.js';
import { wordsIn } from './words.rules.js';
import { planOfText } from './plan-file.js';
import { planOfSuccessions } from './plan.rules.js';
import { previewOfDuties } from './preview-duties.queries.js';
import { refusalIn } from './refusal-sentences.js';
import { STATES, type ReorganisationState } from './reorganisation.entity.js';
import { compiledJson, reorganisationJson } from './reorganisation.json.js';
import { listReorganisations, planOf, reorganisationById, type ReorganisationRow } from './reorganisation.queries.js';
import { SubmitReorganisation } from './submit-reorganisation.usecase.js';

/** `thongsuot reorganisation …` */
export const addReorganisationCommands: AddCommands = (program, act) => {
  const noun = program.command('reorganisation').description('sắp xếp đơn vị / reorganisations of units');
  addDraft(noun, act);
  addList(noun, act);
  addShow(noun, act);
  addPreview(noun, act);
  addDecisions(noun, act);
  addCarryOut(noun, act);
};

const day = (value: string): string => {
  if (!isIsoDate(value)) throw new InvalidArgumentError('YYYY-MM-DD');
  return value;
};

interface DraftOptions {
  succeed?: string;
  title?: string;
  basis?: string;
}

function addDraft(noun: Command, act: Act): void {
  noun
    .command('draft')
    .argument('[plan]', 'tệp phương án, JSON / the plan, a JSON file')
    .description('lập phương án, chưa trình / enter a plan, without submitting it')
    .addOption(
      new Option(
        '--succeed <date>',
        'thay tệp: mọi kế thừa đã ghi vào ngày đó / instead of a file: every succession of that day',
      ).argParser(day),
    )
    .option('--title <title>', 'tên phương án, dùng với --succeed / title, with --succeed')
    .option('--basis <basis>', 'căn cứ pháp lý, dùng với --succeed / legal basis, with --succeed')
    .action(
      act(async ({ get, caller, locale }, file: string | undefined, options: DraftOptions) => {
        const plan = options.succeed === undefined ? await planIn(file) : planOfDay(options.succeed, options);
        const row = await get(DraftReorganisation).execute(plan, caller);
        const { compiled } = await lookAt(dbOf(get(EntityManager).fork()), row);
        const tree = compiledJson(compiled!, locale);
        const refused = compiled!.refusals.slice(0, 20).map((refusal) => sentence(refusalIn(locale, refusal)));
        const text = [wordsIn(locale).command.drafted(row.id, row.steps), ...refused].join('\n');
        return { json: { ...reorganisationJson(row), tree }, text };
      }),
    );
}

const sentence = ({ step, reason, remedy }: { step: number; reason: string; remedy: string }): string =>
  `? ${step === 0 ? '' : `${step}. `}${reason} ${remedy}`;

async function planIn(file: string | undefined) {
  const text = await readFile(file ?? '', 'utf8').catch(() => {
    throw invalid(`Không đọc được tệp ${file ?? ''}.`, `The file ${file ?? ''} cannot be read.`);
  });
  return planOfText(text);
}

function planOfDay(on: string, { title, basis }: DraftOptions) {
  if (title !== undefined && basis !== undefined) return planOfSuccessions({ on, title, legalBasis: basis });
  throw invalid('Dùng --succeed cùng với --title và --basis.', 'Use --succeed with --title and --basis.');
}

function addList(noun: Command, act: Act): void {
  noun
    .command('list')
    .description('các phương án / reorganisations')
    .addOption(new Option('--state <state>', 'trạng thái / state').choices(STATES))
    .action(
      act(async ({ get, locale }, options: { state?: ReorganisationState }) => {
        const db = dbOf(get(EntityManager).fork());
        const { items } = await listReorganisations(db, { below: null, state: options.state, limit: 500 });
        const words = wordsIn(locale);
        const rows = items.map((r) => [r.id, r.effectiveOn, words.states[r.state], r.steps, r.title]);
        return {
          json: items.map(reorganisationJson),
          text: rows.length > 0 ? table(words.command.columns, rows) : words.command.none,
        };
      }),
    );
}

/** What a command tells of one reorganisation. */
const one = (row: ReorganisationRow, locale: Locale): string => {
  const words = wordsIn(locale);
  return `${row.title} (${row.legalBasis})\n${words.command.one(formatVnDate(row.effectiveOn, locale), words.states[row.state], row.steps)}`;
};

function addShow(noun: Command, act: Act): void {
  noun
    .command('show')
    .argument('<id>')
    .description('một phương án với các nội dung / a reorganisation with its plan')
    .action(
      act(async ({ get, locale }, id: string) => {
        const db = dbOf(get(EntityManager).fork());
        const row = await reorganisationById(db, id);
        const { steps } = await lookAt(db, row);
        return { json: { ...reorganisationJson(row), plan: planOf(row, steps) }, text: one(row, locale) };
      }),
    );
}

/** So many changes are written; the API and the page have all of them. */
const CHANGES_SHOWN = 100;

function addPreview(noun: Command, act: Act): void {
  noun
    .command('preview')
    .argument('<id>')
    .description('điều sẽ xảy ra, và điều còn vướng / what it does, and what is against it')
    .action(
      act(async ({ get, locale }, id: string) => {
        const db = dbOf(get(EntityManager).fork());
        const row = await reorganisationById(db, id);
        const { compiled } = await lookAt(db, row);
        const changes = await diffOf(db, row, { compiled, limit: CHANGES_SHOWN });
        const duties = row.state === 'submitted' || row.state === 'approved' ? await previewOfDuties(db, id) : null;
        const words = wordsIn(locale);
        const lines = changes.items.map((c) => [
          c.code,
          c.before?.name ?? '–',
          c.after?.name ?? '–',
          c.what.map((what) => words.changes[what]).join(', '),
        ]);
        const against = (compiled?.refusals ?? []).map((refusal) => sentence(refusalIn(locale, refusal)));
        const tree = compiled && compiledJson(compiled, locale);
        return {
          json: { ...reorganisationJson(row), tree, duties, changes: changes.items },
          text: [
            one(row, locale),
            ...(lines.length > 0 ? [table(words.command.changes, lines)] : []),
            ...against.slice(0, 50),
          ].join('\n'),
          exitCode: against.length > 0 ? 1 : 0,
        };
      }),
    );
}

type Decide = (
  get: CommandContext['get'],
  id: string,
  by: Caller,
) => Promise<{ row: ReorganisationRow; repeated: boolean }>;

function addDecisions(noun: Command, act: Act): void {
  const decisions: readonly [name: string, about: string, decide: Decide][] = [
    ['submit', 'trình để người thứ hai phê duyệt / submit it to a second person', (get, id, by) => get(SubmitReorganisation).execute(id, {}, by)],
    ['withdraw', 'rút về để sửa / take it back to be revised', (get, id, by) => get(DecideReorganisation).withdraw(id, by)],
    ['cancel', 'hủy trước khi thực hiện / give it up before it begins', (get, id, by) => get(DecideReorganisation).cancel(id, by)],
  ]; // prettier-ignore
  for (const [name, about, decide] of decisions)
    noun
      .command(name)
      .argument('<id>')
      .description(about)
      .action(act(async ({ get, caller, locale }, id: string) => decided(await decide(get, id, caller), locale)));
  noun
    .command('approve')
    .argument('<id>')
    .description('phê duyệt phương án do người khác trình / approve what somebody else submitted')
    .option('--hash <planHash>', 'mã băm của bản đã xem / hash of the plan that was looked at')
    .action(
      act(async ({ get, caller, locale }, id: string, options: { hash?: string }) => {
        const { planHash } = await reorganisationById(dbOf(get(EntityManager).fork()), id);
        return decided(
          await get(DecideReorganisation).approve(id, { planHash: options.hash ?? planHash ?? '' }, caller),
          locale,
        );
      }),
    );
}

const decided = ({ row, repeated }: { row: ReorganisationRow; repeated: boolean }, locale: Locale): CommandAnswer => ({
  json: { ...reorganisationJson(row), ...(repeated ? { repeated } : {}) },
  text: one(row, locale),
});

function addCarryOut(noun: Command, act: Act): void {
  noun
    .command('carry-out')
    .argument('<id>')
    .description('thực hiện ngay phương án đã đến ngày, hoặc làm tiếp / carry out what is due, or go on with it')
    .action(
      act(async ({ get, locale, progress }, id: string) => {
        const did = await get(CarryOutReorganisation).execute(id, {
          progress: (done, of) => progress(`${done}/${of}`),
        });
        const row = await reorganisationById(dbOf(get(EntityManager).fork()), id);
        return {
          json: { ...reorganisationJson(row), did },
          text: one(row, locale),
          exitCode: row.state === 'done' ? 0 : 1,
        };
      }),
    );
}
