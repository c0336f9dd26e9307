import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { EntityManager } from '@mikro-orm/postgresql';
import { table, type AddCommands } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { allPolicies, policyByCode } from '../policy.queries.js';
import type { PolicyRules } from '../policy.rules.js';
import { checkedPolicy } from './policy-check.rules.js';
import { policyJson, policyPreviewJson } from './policy.json.js';
import { previewText } from './preview-text.rules.js';
import { PreviewPolicy } from './preview-policy.usecase.js';
import { mustBePolicy, SetPolicy } from './set-policy.usecase.js';

/** @throws InvalidArgumentError, which is a wrong call */
function yearOf(text: string): number {
  const year = Number(text);
  if (!Number.isInteger(year) || year < 2018 || year > 2100) throw new InvalidArgumentError('2018–2100');
  return year;
}

/** @throws ProductError `invalid` for what is no policy */
async function rulesIn(file: string): Promise<PolicyRules> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw invalid(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(`Tệp ${file} không phải JSON.`, `The file ${file} is not JSON.`);
  }
  return mustBePolicy(value).rules;
}

/** `thongsuot policy list|show|preview|set` */
export const addPoliciesCommands: AddCommands = (program, act) => {
  const policy = program.command('policy').description('chính sách đôn đốc / policies');
  policy
    .command('list')
    .description('mọi chính sách, bản mới nhất / every policy in its latest version')
    .action(
      act(async ({ get, locale }) => {
        const all = await allPolicies(dbOf(get(EntityManager).fork()));
        const heads =
          locale === 'vi'
            ? ['Mã', 'Bản', 'Tiếp nhận', 'Chuyển tiếp', 'Theo dõi', 'Hai người']
            : ['Code', 'Version', 'Receipt', 'Relay', 'Follow-up', 'Two persons'];
        const lines = all.map(({ code, version, rules }) => [
          code,
          version,
          rules.receiptWorkingDays,
          rules.relayWorkingDays ?? '–',
          rules.followUpWorkingDays ?? '–',
          rules.secondPerson?.join(', ') || '–',
        ]);
        return { json: all.map(policyJson), text: table(heads, lines) };
      }),
    );
  policy
    .command('show')
    .description('một chính sách / one policy')
    .argument('<code>')
    .action(
      act(async ({ get }, code: string) => {
        const json = policyJson(await policyByCode(dbOf(get(EntityManager).fork()), code));
        return { json, text: JSON.stringify(json, undefined, 2) };
      }),
    );
  policy
    .command('preview')
    .description('một chính sách sẽ làm gì trong năm, chưa đặt / what a policy would do in a year; nothing is set')
    .argument('<code>')
    .argument('<file>')
    .option('--year <year>', 'năm, mặc định năm nay / the year, by default this one', yearOf)
    .option('--calendar <unit>', 'lịch của đơn vị / the calendar of a unit')
    .action(
      act(
        async ({ get, caller, locale }, code: string, file: string, options: { year?: number; calendar?: string }) => {
          const rules = await rulesIn(file);
          const asked = { year: options.year, scope: options.calendar };
          const preview = await get(PreviewPolicy).execute(code, rules, asked, caller);
          const { warnings } = checkedPolicy(rules);
          return {
            json: policyPreviewJson(preview, warnings),
            text: previewText({ preview, rules, warnings }, locale),
          };
        },
      ),
    );
  policy
    .command('set')
    .description('đặt bản mới từ tệp JSON / a new version from a JSON file')
    .argument('<code>')
    .argument('<file>')
    .action(
      act(async ({ get, caller, locale }, code: string, file: string) => {
        const { policy: set, repeated } = await get(SetPolicy).execute(code, await rulesIn(file), caller);
        const words = {
          vi: repeated ? `${code} vẫn là bản ${set.version}.` : `${code}: bản ${set.version}.`,
          en: repeated ? `${code} is version ${set.version} as before.` : `${code}: version ${set.version}.`,
        };
        return { json: { ...policyJson(set), ...(repeated ? { repeated } : {}) }, text: words[locale] };
      }),
    );
};
