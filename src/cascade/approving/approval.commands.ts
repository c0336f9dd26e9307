import { EntityManager } from '@mikro-orm/postgresql';
import { directiveNoun } from '../../directives/index.js';
import { table, type AddCommands } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import type { Words } from '../../platform/errors.js';
import { approvalJson } from './approval.json.js';
import { DecideApproval } from './decide-approval.usecase.js';
import { approvalsWaiting } from './approval.queries.js';

/** What a command says that waits for a second person. */
export const PENDING: Words = {
  vi: 'Đã ghi đề nghị; cần người thứ hai, có tài khoản riêng, xác nhận trên trang hoặc qua API.',
  en: 'The request is kept; a second person, with an account, confirms it on the page or by the API.',
};

const SAID = {
  refuse: {
    vi: 'Đã từ chối đề nghị; văn bản giữ nguyên.',
    en: 'The request is refused; the directive stays as it is.',
  },
  withdraw: {
    vi: 'Đã rút đề nghị; văn bản giữ nguyên.',
    en: 'The request is withdrawn; the directive stays as it is.',
  },
} satisfies Record<string, Words>;

/**
 * `thongsuot directive approvals`, `refuse-approval` and `withdraw-approval`: the command line looks and ends; only a
 * person with an account confirms.
 */
export const addApprovalCommands: AddCommands = (program, act) => {
  const noun = directiveNoun(program);
  if (noun.commands.some((command) => command.name() === 'approvals')) return;
  noun
    .command('approvals')
    .description('việc chờ người thứ hai xác nhận / what waits for a second person')
    .action(
      act(async ({ get, locale }) => {
        const { items } = await approvalsWaiting(dbOf(get(EntityManager).fork()), { units: null, limit: 500 });
        const heads = locale === 'vi' ? ['Mã', 'Việc', 'Văn bản', 'Trích yếu'] : ['Id', 'Act', 'Directive', 'Subject'];
        const lines = items.map(({ id, act: what, directiveId, subject }) => [id, what, directiveId, subject]);
        return { json: items.map(approvalJson), text: table(heads, lines) };
      }),
    );
  noun
    .command('refuse-approval')
    .description('từ chối một đề nghị chờ người thứ hai / refuse what waits for a second person')
    .argument('<id>')
    .option('--note <text>', 'lý do / reason')
    .action(
      act(async ({ get, caller, locale }, id: string, options: { note?: string }) => {
        const { approval, repeated } = await get(DecideApproval).refuse(id, options, caller);
        return { json: { ...approvalJson(approval), ...(repeated ? { repeated } : {}) }, text: SAID.refuse[locale] };
      }),
    );
  noun
    .command('withdraw-approval')
    .description('rút một đề nghị chờ người thứ hai / withdraw what waits for a second person')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { approval, repeated } = await get(DecideApproval).withdraw(id, caller);
        return { json: { ...approvalJson(approval), ...(repeated ? { repeated } : {}) }, text: SAID.withdraw[locale] };
      }),
    );
};
