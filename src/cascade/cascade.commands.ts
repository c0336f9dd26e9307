import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError } from 'commander';
import { answerOf, assignmentById, assignmentNoun } from '../assignments/index.js';
import { directiveById, directiveJson, directiveNoun, letterOfDirective } from '../directives/index.js';
import { onlyPaperIn } from '../dispatches/index.js';
import { addLetterCommand } from '../letters/index.js';
import { LetterSlips } from '../links/index.js';
import type { Locale } from '../platform/caller.js';
import type { AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { approvalJson } from './approving/approval.json.js';
import type { ApprovalRow } from './approving/approval.queries.js';
import { addApprovalCommands, PENDING } from './approving/approval.commands.js';
import { CloseDirective } from './close-directive.usecase.js';
import { ForwardAssignment } from './forward-assignment.usecase.js';
import { IssueDirective } from './issue-directive.usecase.js';
import { letterOfForwarding } from './letter-of-forwarding.js';
import { ownDispatchWords } from './own-dispatch/own-dispatch.view.js';
import { PlaceDraft } from './own-dispatch/place-draft.usecase.js';
import { addPausingCommands } from './pausing/pausing.commands.js';
import { addRecallingCommands } from './recalling/recalling.commands.js';

interface ForwardOptions {
  to?: string[];
  dispatch?: string;
  draft?: string;
  dueOn?: string;
  carries?: { n: number; parentTask: number }[];
}

/** `3=2`: the third task carries out task 2 of the paper above. @throws InvalidArgumentError, which is a wrong call */
function carried(text: string, before: { n: number; parentTask: number }[] = []): { n: number; parentTask: number }[] {
  const [, n, above] = /^([1-9]\d{0,3})=([1-9]\d{0,3})$/.exec(text) ?? [];
  if (n === undefined || above === undefined) throw new InvalidArgumentError('1=2');
  return [...before, { n: Number(n), parentTask: Number(above) }];
}

/** To how many units, and how many of them had waited for the paper itself. */
function passedOnWords({ forwarded, stoodInFor, repeated }: Record<string, unknown>, locale: Locale): string {
  if (repeated) return '';
  const waited = typeof stoodInFor === 'number' ? stoodInFor : 0;
  const vi = waited > 0 ? `, trong đó ${waited} đơn vị đang chờ văn bản cấp trên` : '';
  const en = waited > 0 ? `, of which ${waited} waited for the paper from above` : '';
  return locale === 'vi' ? ` · chuyển đến ${String(forwarded)} đơn vị${vi}` : ` · to ${String(forwarded)} units${en}`;
}

export const addCascadeCommands: AddCommands = (program, act, alone) => {
  addApprovalCommands(program, act, alone);
  addPausingCommands(program, act, alone);
  addRecallingCommands(program, act, alone);
  addLetterCommand(
    assignmentNoun(program)
      .command('forward-letter')
      .description('công văn chuyển tiếp / the letter that passes it on'),
    act,
    async (db, id, _, { get, caller }) => {
      const row = await assignmentById(db, id);
      return get(LetterSlips).below(db, row, await letterOfForwarding(db, row), caller);
    },
  );
  const directive = directiveNoun(program);
  addLetterCommand(
    directive.command('letter').description('văn bản để ký, theo Nghị định 30/2020 / the paper to sign'),
    act,
    async (db, id, _, { get, caller }) =>
      get(LetterSlips).of(db, await directiveById(db, id), await letterOfDirective(db, id), caller),
  );
  directive
    .command('issue')
    .description('ký, cấp số và ban hành / sign, number and issue')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { directive: row, assignments, repeated, pending } = await get(IssueDirective).execute(id, caller);
        if (pending) return { json: { pending: approvalJson(pending) }, text: PENDING[locale] };
        const json = { assignments, directive: directiveJson(row), ...(repeated ? { repeated } : {}) };
        const words = {
          vi: `${repeated ? 'Đã ban hành từ trước' : 'Đã ban hành'} số ${row.number}${row.symbol ? `/${row.symbol}` : ''}: ${assignments} nhiệm vụ.`,
          en: `${repeated ? 'Issued before' : 'Issued'} as ${row.number}${row.symbol ? `/${row.symbol}` : ''}: ${assignments} assignments.`,
        };
        return { json, text: words[locale] };
      }),
    );
  directive
    .command('place')
    .description(
      'gắn dự thảo với nhiệm vụ mà nó triển khai; không nêu: tách ra / tie a draft to the duty it carries on',
    )
    .argument('<id>')
    .argument('[assignment]')
    .action(
      act(async ({ get, caller, locale }, id: string, assignment?: string) => {
        if (assignment === undefined) await get(PlaceDraft).setApart(id, caller);
        else await get(PlaceDraft).execute(id, assignment, caller);
        const words = ownDispatchWords(locale).done;
        const json = directiveJson(await directiveById(dbOf(get(EntityManager).fork()), id));
        return { json, text: assignment === undefined ? words.apart : words.placed };
      }),
    );
  directive
    .command('close')
    .description('kết thúc / close')
    .argument('<id>')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        const { directive: row, repeated, ...done } = await get(CloseDirective).execute(id, caller);
        const json = { ...done, directive: directiveJson(row), ...(repeated ? { repeated } : {}) };
        const words = {
          vi: `Đã kết thúc ${done.closed} nhiệm vụ; ${done.left.total} nhiệm vụ còn dở dang.`,
          en: `Closed ${done.closed} assignments; ${done.left.total} of them unfinished.`,
        };
        return { json, text: words[locale] };
      }),
    );
  assignmentNoun(program)
    .command('forward')
    .description('chuyển tiếp cấp dưới / pass on to subordinates')
    .argument('<id>')
    .option('--to <addressee...>', 'nơi nhận hoặc mã; bỏ trống: mọi đơn vị đang chờ / addressees or codes')
    .option('--dispatch <file>', 'văn bản riêng của đơn vị / the unit’s own dispatch')
    .option('--draft <directive>', 'văn bản riêng đã lập dự thảo / the own dispatch, drafted before')
    .option(
      '--carries <n=above...>',
      'nhiệm vụ nào thực hiện nhiệm vụ nào của cấp trên / which task carries out which',
      carried,
    )
    .option('--due-on <date>', 'hạn / deadline')
    .action(
      act(async (context, id: string, { to, dispatch, draft, dueOn, carries }: ForwardOptions) => {
        const text = dispatch ? (await onlyPaperIn(dispatch)).text : undefined;
        const forwarding = { to: to ?? [], text, draft, dueOn, tasks: carries };
        let pending: ApprovalRow | undefined;
        const answer = await answerOf(context, id, async () => {
          const { pending: waits, ...done } = await context
            .get(ForwardAssignment)
            .execute(id, forwarding, context.caller);
          pending = waits;
          return { ...done, ...(waits ? { pending: approvalJson(waits) } : {}) };
        });
        if (pending) return { ...answer, text: PENDING[context.locale] };
        return { ...answer, text: `${answer.text}${passedOnWords(answer.json, context.locale)}` };
      }),
    );
};
