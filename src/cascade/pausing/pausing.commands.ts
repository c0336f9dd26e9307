import { directiveJson, directiveNoun } from '../../directives/index.js';
import type { AddCommands } from '../../platform/command-line.js';
import { PauseDirective, ResumeDirective } from './pause-directive.usecase.js';

/** `thongsuot directive pause|resume` */
export const addPausingCommands: AddCommands = (program, act) => {
  const noun = directiveNoun(program);
  noun
    .command('pause')
    .description('tạm dừng: mọi thời hạn ngừng chạy, không gửi thư / stop every clock and all mail')
    .argument('<id>')
    .requiredOption('--reason <text>', 'lý do / why')
    .action(
      act(async ({ get, caller, locale }, id: string, { reason }: { reason: string }) => {
        const { directive, repeated, ...done } = await get(PauseDirective).execute(id, { reason }, caller);
        const json = { ...done, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
        const { paused, stillSending } = done;
        const words = {
          vi: `Đã tạm dừng ${paused} nhiệm vụ.${stillSending > 0 ? ` Còn ${stillSending} thư đang trên đường.` : ' Không còn thư nào gửi đi.'}`,
          en: `Paused ${paused} assignments.${stillSending > 0 ? ` ${stillSending} mails are still on their way.` : ' No mail goes out any more.'}`,
        };
        return { json, text: words[locale] };
      }),
    );
  noun
    .command('resume')
    .description('tiếp tục; thời hạn được cộng thời gian làm việc đã dừng / go on; deadlines move by the working time')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { directive, resumed, repeated } = await get(ResumeDirective).execute(id, caller);
        const json = { resumed, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
        return { json, text: locale === 'vi' ? `${resumed} nhiệm vụ tiếp tục.` : `${resumed} assignments go on.` };
      }),
    );
};
