import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, type Command } from 'commander';
import { table, type Act, type AddCommands, type CommandContext } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import { dateWords } from '../../platform/components/when.js';
import { formatVn, isIsoDate } from '../../platform/vn-time.js';
import { findUnit } from '../../units/index.js';
import { answerOf, assignmentNoun } from '../assignments.commands.js';
import { AnswerQuestion } from './answer-question.usecase.js';
import { AskQuestion } from './ask-question.usecase.js';
import { askingWords } from './question.view.js';
import { extensionJson, questionJson } from './asking.json.js';
import { DecideExtension, type Decided } from './decide-extension.usecase.js';
import { listExtensions } from './extensions.queries.js';
import { listQuestions } from './questions.queries.js';
import { RequestExtension } from './request-extension.usecase.js';

/** @throws InvalidArgumentError, which is a wrong call */
function date(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('YYYY-MM-DD');
  return text;
}

interface ListOptions {
  unit: string;
  at?: string;
  side: 'to' | 'of';
  all?: boolean;
}

const listOf = (noun: Command, about: string): Command =>
  noun
    .command('list')
    .description(about)
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .option('--at <date>', 'ngày của mã chính thức / day that an official code is meant on')
    .option('--side <side>', 'to: gửi đến đơn vị / to the unit; of: của đơn vị / by the unit', 'to')
    .option('--all', 'cả việc đã xong / also what is settled');

const asked = async ({ get }: CommandContext, { unit, at, side }: ListOptions) => {
  const db = dbOf(get(EntityManager).fork());
  const { id } = await findUnit(db, unit, at);
  return { db, search: { unitIds: [id], side: side === 'of' ? ('of' as const) : ('to' as const), limit: 100 } };
};

export const addAskingCommands: AddCommands = (program, act) => {
  addAsking(assignmentNoun(program), act);
  addQuestions(program.command('question').description('câu hỏi của đơn vị nhận / questions of recipients'), act);
  addExtensions(program.command('extension').description('đề nghị gia hạn / requests for more time'), act);
};

function addAsking(noun: Command, act: Act): void {
  noun
    .command('ask')
    .description('hỏi nơi gửi văn bản / ask whoever sent the paper')
    .argument('<id>')
    .requiredOption('--question <text>', 'câu hỏi / question')
    .action(
      act((context, id: string, { question }: { question: string }) =>
        answerOf(context, id, () => context.get(AskQuestion).execute(id, question, context.caller)),
      ),
    );
  noun
    .command('request-extension')
    .description('đề nghị gia hạn / ask for more time')
    .argument('<id>')
    .requiredOption('--due-on <date>', 'đến ngày / until', date)
    .requiredOption('--reason <text>', 'lý do / reason')
    .action(
      act((context, id: string, options: { dueOn: string; reason: string }) =>
        answerOf(context, id, () => context.get(RequestExtension).execute(id, options, context.caller)),
      ),
    );
}

function addQuestions(noun: Command, act: Act): void {
  listOf(noun, 'câu hỏi chờ trả lời, quá hạn ở trên / questions to answer, overdue ones first').action(
    act(async (context, options: ListOptions) => {
      const { locale } = context;
      const { db, search } = await asked(context, options);
      const page = await listQuestions(db, { ...search, state: options.all ? undefined : 'open' });
      const words = askingWords(locale);
      const rows = page.items.map((q) => [
        q.id,
        q.overdue ? words.overdue : words.questionStates[q.state],
        formatVn(q.answerDueAt, locale),
        q.unitName,
        q.text,
      ]);
      const header = [words.id, words.state, words.answerDue, words.askedBy, words.question];
      return { json: { items: page.items.map(questionJson), nextCursor: page.nextCursor }, text: table(header, rows) };
    }),
  );
  const ended = (
    locale: CommandContext['locale'],
    { question, repeated }: Awaited<ReturnType<AnswerQuestion['execute']>>,
  ) => ({
    json: { ...questionJson(question), ...(repeated ? { repeated } : {}) },
    text: askingWords(locale).questionStates[question.state],
  });
  noun
    .command('answer')
    .description('trả lời / answer')
    .argument('<id>')
    .requiredOption('--answer <text>', 'câu trả lời / answer')
    .action(
      act(async ({ get, caller, locale }, id: string, { answer }: { answer: string }) =>
        ended(locale, await get(AnswerQuestion).execute(id, answer, caller)),
      ),
    );
  noun
    .command('withdraw')
    .description('rút câu hỏi / withdraw')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) => ended(locale, await get(AnswerQuestion).withdraw(id, caller))),
    );
}

function addExtensions(noun: Command, act: Act): void {
  listOf(noun, 'đề nghị chờ quyết định / requests to decide').action(
    act(async (context, options: ListOptions) => {
      const { locale } = context;
      const { db, search } = await asked(context, options);
      const page = await listExtensions(db, { ...search, state: options.all ? undefined : 'asked' });
      const words = askingWords(locale);
      const rows = page.items.map((e) => [
        e.id,
        words.extensionStates[e.state],
        e.workDueAt ? formatVn(e.workDueAt, locale) : null,
        dateWords(e.grantedOn ?? e.dueOn, locale),
        e.unitName,
        e.reason,
      ]);
      const header = [words.id, words.state, words.dueNow, words.dueOn, words.askedBy, words.reason];
      return { json: { items: page.items.map(extensionJson), nextCursor: page.nextCursor }, text: table(header, rows) };
    }),
  );
  const decided = (locale: CommandContext['locale'], { extension, repeated }: Decided) => ({
    json: { ...extensionJson(extension), ...(repeated ? { repeated } : {}) },
    text: askingWords(locale).extensionStates[extension.state],
  });
  noun
    .command('grant')
    .description('đồng ý gia hạn / grant')
    .argument('<id>')
    .option('--due-on <date>', 'đến ngày khác / until another day', date)
    .action(
      act(async ({ get, caller, locale }, id: string, { dueOn }: { dueOn?: string }) =>
        decided(locale, await get(DecideExtension).grant(id, dueOn, caller)),
      ),
    );
  noun
    .command('refuse')
    .description('không đồng ý / refuse')
    .argument('<id>')
    .requiredOption('--reason <text>', 'lý do / reason')
    .action(
      act(async ({ get, caller, locale }, id: string, { reason }: { reason: string }) =>
        decided(locale, await get(DecideExtension).refuse(id, reason, caller)),
      ),
    );
  noun
    .command('withdraw')
    .description('rút đề nghị / withdraw')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) =>
        decided(locale, await get(DecideExtension).withdraw(id, caller)),
      ),
    );
}
