import { EntityManager } from '@mikro-orm/postgresql';
import { answerOf, assignmentNoun } from '../../assignments/index.js';
import { directiveJson, directiveNoun } from '../../directives/index.js';
import type { AddCommands } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import { PENDING } from '../approving/approval.commands.js';
import { approvalJson } from '../approving/approval.json.js';
import { AnswerRecall } from './answer-recall.usecase.js';
import { countBelow } from './below-recalled.queries.js';
import { RecallDirective } from './recall-directive.usecase.js';
import { standsBelow } from './recall.notice.view.js';

/** `thongsuot directive recall`, `thongsuot assignment agree-recall|refuse-recall` */
export const addRecallingCommands: AddCommands = (program, act) => {
  directiveNoun(program)
    .command('recall')
    .description('thu hồi: yêu cầu từng đơn vị trả lại / ask every unit to give it back')
    .argument('<id>')
    .requiredOption('--reason <text>', 'lý do / why')
    .option('--again', 'hỏi lại các đơn vị đã từ chối / ask those that declined once more')
    .action(
      act(async ({ get, caller, locale }, id: string, options: { reason: string; again?: true }) => {
        const { directive, repeated, pending, ...done } = await get(RecallDirective).execute(id, options, caller);
        if (pending) return { json: { pending: approvalJson(pending) }, text: PENDING[locale] };
        const below = await countBelow(dbOf(get(EntityManager).fork()), directive);
        const json = { ...done, below, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
        const stands = standsBelow(below.inForce, locale);
        const words = {
          vi: `Đã yêu cầu ${done.requested} đơn vị trả lại; ${done.recalled} đơn vị chưa nhận, thu hồi ngay.${stands}`,
          en: `${done.requested} units are asked to give it back; ${done.recalled} had not got it and are recalled.${stands}`,
        };
        return { json, text: words[locale] };
      }),
    );
  const noun = assignmentNoun(program);
  noun
    .command('agree-recall')
    .description('đã xóa và trả lại văn bản / the paper is deleted and given back')
    .argument('<id>')
    .option('--keep-below', 'không thu hồi văn bản riêng đã chuyển tiếp / leave own dispatches below in force')
    .action(
      act((context, id: string, { keepBelow }: { keepBelow?: true }) =>
        answerOf(context, id, () => context.get(AnswerRecall).agree(id, { below: !keepBelow }, context.caller)),
      ),
    );
  noun
    .command('refuse-recall')
    .description('không trả lại / decline to give it back')
    .argument('<id>')
    .requiredOption('--reason <text>', 'lý do / why')
    .action(
      act((context, id: string, { reason }: { reason: string }) =>
        answerOf(context, id, () => context.get(AnswerRecall).refuse(id, { reason }, context.caller)),
      ),
    );
};
