import path from 'node:path';
import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError, type Command } from 'commander';
import { onlyPaperIn } from '../dispatches/index.js';
import { table, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { formatVn, isCivilDay } from '../platform/vn-time.js';
import { datedTermOf } from './dated-term.rules.js';
import { directiveJson, previewJson } from './directive.json.js';
import { directiveById, tasksOf } from './directives.queries.js';
import { DraftDirective } from './draft-directive.usecase.js';
import { PreviewDirective } from './preview-directive.usecase.js';
import { SettleAddressee } from './settle-addressee.usecase.js';

interface DraftOptions {
  issuer: string;
  rosterOn?: string;
  dueOn?: string;
  actBy?: 'direct' | 'superior';
  policy?: string;
  below?: string;
}

/** The noun `directive`, shared by the slices that add verbs to it. */
export const directiveNoun = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'directive') ??
  program.command('directive').description('văn bản chỉ đạo / directives');

/** @throws InvalidArgumentError, which is a wrong call */
function civilDay(text: string): string {
  if (!isCivilDay(text)) throw new InvalidArgumentError('YYYY-MM-DD, 1900–2200');
  return text;
}

export const addDirectivesCommands: AddCommands = (program, act) => {
  const directive = directiveNoun(program);
  directive
    .command('draft')
    .description('soạn từ một văn bản / draft from a dispatch')
    .argument('<file>', 'tệp văn bản (.docx, .pdf, .txt …) / the paper')
    .requiredOption('--issuer <code>', 'mã cơ quan ban hành / code of the issuer')
    .option('--roster-on <date>', 'ngày tính danh sách nhận / day of the roster', civilDay)
    .option('--due-on <date>', 'hạn thực hiện / work deadline')
    .option('--act-by <direct|superior>', 'gửi thẳng hay qua cấp trên / directly or through superiors')
    .option('--policy <code>', 'chính sách đôn đốc / how it is chased: default, strict, two-person …')
    .option('--below <assignment>', 'nhiệm vụ mà văn bản này triển khai / the duty whose paper it carries on')
    .action(
      act(async ({ get, caller, locale }, file: string, options: DraftOptions) => {
        const { text, reading } = await onlyPaperIn(file);
        const due = options.dueOn ? { dueOn: options.dueOn } : datedTermOf(reading);
        const id = await get(DraftDirective).execute(
          { ...options, ...due, text, fileName: path.basename(file) },
          caller,
        );
        const preview = await get(PreviewDirective).execute(id);
        const left = preview.notUnderstood.length;
        const words = {
          vi: `Đã soạn ${id}: ${preview.burden.units} đơn vị nhận${left > 0 ? `, còn ${left} nơi nhận chưa rõ` : ''}.`,
          en: `Drafted ${id}: ${preview.burden.units} recipients${left > 0 ? `, ${left} addressees to settle` : ''}.`,
        };
        const db = dbOf(get(EntityManager).fork());
        const json = { ...directiveJson(await directiveById(db, id)), tasks: await tasksOf(db, id) };
        return { json: { ...json, preview: previewJson(preview, locale) }, text: words[locale] };
      }),
    );
  directive
    .command('preview')
    .description('xem trước nơi nhận và hạn / recipients and deadlines before issuing')
    .argument('<id>')
    .action(
      act(async ({ get, locale }, id: string) => {
        const preview = await get(PreviewDirective).execute(id);
        const { receipt, work } = preview.deadlines;
        const lines = [
          table(
            locale === 'vi' ? ['Nơi nhận', 'Vai trò', 'Số đơn vị'] : ['Addressee', 'Role', 'Units'],
            preview.roster.map((line) => [line.text, line.role, line.units.length]),
          ),
          ...preview.notUnderstood.map(({ ord, text, candidates }) => {
            const list = (candidates ?? []).map(({ code, name }) => `${code} (${name})`).join(', ');
            return `? [${ord}] ${text}${list ? `: ${list}` : ''}`;
          }),
          `${locale === 'vi' ? 'Hạn tiếp nhận' : 'Receipt due'}: ${receipt ? formatVn(receipt, locale) : '–'}`,
          `${locale === 'vi' ? 'Hạn thực hiện' : 'Work due'}: ${work ? formatVn(work, locale) : '–'}`,
          ...preview.warnings.map(({ text }) => `! ${text[locale]}`),
        ];
        return { json: previewJson(preview, locale), text: lines.join('\n') };
      }),
    );
  directive
    .command('settle')
    .description('chốt một nơi nhận chưa rõ / say what an addressee means; no code drops it')
    .argument('<id>')
    .argument('<ord>', 'thứ tự trong preview / its number in the preview')
    .argument('[code...]', 'mã đơn vị / unit codes')
    .action(
      act(async ({ get, caller, locale }, id: string, ord: string, codes: string[]) => {
        await get(SettleAddressee).execute(id, Number(ord), codes, caller);
        const preview = previewJson(await get(PreviewDirective).execute(id), locale);
        return { json: preview, text: locale === 'vi' ? 'Đã chốt.' : 'Settled.' };
      }),
    );
};
