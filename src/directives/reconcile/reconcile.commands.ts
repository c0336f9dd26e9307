import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EntityManager } from '@mikro-orm/postgresql';
import { refusalError, TakeInFiles } from '../../dispatches/index.js';
import type { AddCommands, CommandContext } from '../../platform/command-line.js';
import { dbOf, rowsOf, sql } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { directiveJson } from '../directive.json.js';
import { directiveNoun } from '../directives.commands.js';
import { directiveById } from '../directives.queries.js';
import { ReconcileDirective } from './reconcile-directive.usecase.js';
import { reconcileWords } from './reconcile.view.js';

type Refusal = Parameters<typeof refusalError>[0];

/** Takes a file in for the issuer of a directive. @returns the one paper that it holds */
async function takenIn({ get, caller }: CommandContext, file: string, unitId: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw invalid(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  });
  const by = { ...caller, unitId };
  const { batchId, finished } = await get(TakeInFiles).start([{ name: path.basename(file), bytes }], by);
  await finished;
  const items = await rowsOf<{ dispatchId: string | null; refusal: Refusal | null }>(
    dbOf(get(EntityManager).fork()),
    sql`select dispatch_id as "dispatchId", refusal from intake_item where batch_id = ${batchId} order by ord`,
  );
  const papers = items.flatMap(({ dispatchId }) => dispatchId ?? []);
  if (papers.length === 1) return papers[0]!;
  const refusal = items.find((item) => item.refusal !== null)?.refusal;
  if (papers.length === 0) throw refusalError(refusal ?? 'empty');
  throw invalid(
    'Tệp chứa nhiều văn bản; hãy tách riêng bản đã có số.',
    'The file holds several papers; give the numbered copy alone.',
  );
}

export const addReconcileCommand: AddCommands = (program, act) => {
  directiveNoun(program)
    .command('reconcile')
    .description('ghép dự thảo với bản đã có số / join a draft with its numbered copy')
    .argument('<id>')
    .argument('<file>', 'tệp của bản đã có số / file of the numbered copy')
    .action(
      act(async (context, id: string, file: string) => {
        const { get, caller, locale } = context;
        const { issuerId } = await directiveById(dbOf(get(EntityManager).fork()), id);
        const dispatch = await takenIn(context, file, issuerId);
        const { directive } = await get(ReconcileDirective).execute(id, dispatch, caller);
        const code = [String(directive.number).padStart(2, '0'), directive.symbol].filter(Boolean).join('/');
        return { json: directiveJson(directive), text: reconcileWords(locale).merged(code) };
      }),
    );
};
