import { InvalidArgumentError } from 'commander';
import { answerOf, assignmentNoun } from '../assignments/index.js';
import type { AddCommands } from '../platform/command-line.js';
import { vnIso, formatVn } from '../platform/vn-time.js';
import { EnterCode } from './codes/enter-code.usecase.js';
import { GiveCode } from './codes/give-code.usecase.js';
import { RevokeLinks } from './revoke-links.usecase.js';

/** @throws InvalidArgumentError, which is a wrong call */
function generationOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('0–999999');
  return Number(text);
}

/** `thongsuot assignment revoke-links|short-code|enter-code` */
export const addLinksCommands: AddCommands = (program, act) => {
  const noun = assignmentNoun(program);
  noun
    .command('short-code')
    .description('mã xác nhận qua điện thoại / the code for the telephone')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { expiresAt, ...code } = await get(GiveCode).execute(id, caller);
        const json = { ...code, expiresAt: vnIso(expiresAt) };
        return { json, text: `${code.code} · ${code.page} · ${formatVn(expiresAt, locale)}` };
      }),
    );
  noun
    .command('enter-code')
    .description('đơn vị đọc mã qua điện thoại: tiếp nhận thay / a unit says its code on the telephone')
    .argument('<code>')
    .action(
      act(async (context, code: string) => {
        const entering = context.get(EnterCode);
        const duty = await entering.find(code, { account: context.caller.actor });
        return answerOf(context, duty.assignmentId, () => entering.acknowledge(duty, undefined, context.caller));
      }),
    );
  noun
    .command('revoke-links')
    .description('thu hồi liên kết và mã đã cấp / revoke the links and codes made so far')
    .argument('<id>')
    .option('--generation <n>', 'lần cấp, xem linkGeneration / of which generation', generationOf)
    .action(
      act((context, id: string, options: { generation?: number }) =>
        answerOf(context, id, () => context.get(RevokeLinks).execute(id, options, context.caller)),
      ),
    );
};
