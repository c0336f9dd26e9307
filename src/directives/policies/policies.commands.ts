import { readFile } from 'node:fs/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { table, type AddCommands } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { allPolicies, policyByCode } from '../policy.queries.js';
import { policyRulesSchema, type PolicyRules } from '../policy.rules.js';
import { policyJson } from './policy.json.js';
import { SetPolicy } from './set-policy.usecase.js';

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
  const parsed = policyRulesSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const where = path.join('.') || '–';
  throw invalid(`Chính sách chưa đúng ở "${where}": ${message}.`, `The policy is not right at "${where}": ${message}.`);
}

/** `thongsuot policy list|show|set` */
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
