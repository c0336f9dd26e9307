import { EntityManager } from '@mikro-orm/postgresql';
import { Option } from 'commander';
import type { AddCommands } from '../platform/command-line.js';
import { ROLES, type Role } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { findUnit } from '../units/index.js';
import { ApiTokens } from './api-tokens.js';

/** `thongsuot token …` */
export const addAccessCommands: AddCommands = (program, act) => {
  const token = program.command('token').description('mã truy cập API / API tokens');
  token
    .command('create')
    .description('tạo mã truy cập, in ra một lần / mint an API token, printed once')
    .requiredOption('--unit <code>', 'mã đơn vị / unit code')
    .option('--at <date>', 'ngày của mã chính thức / day that an official code is meant on')
    .addOption(new Option('--role <role>', 'vai trò / role').choices(ROLES).makeOptionMandatory())
    .action(
      act(async ({ get, caller, locale }, options: { unit: string; role: Role; at?: string }) => {
        const unit = await findUnit(dbOf(get(EntityManager).fork()), options.unit, options.at);
        const made = await get(ApiTokens).create(unit.id, options.role, caller);
        const words = {
          vi: `Mã truy cập của ${unit.name} (${options.role}), chỉ in ra một lần:\n${made.token}\nMã số để thu hồi: ${made.id}`,
          en: `Token of ${unit.name} (${options.role}), printed only once:\n${made.token}\nId, to revoke it: ${made.id}`,
        };
        const json = { id: made.id, token: made.token, unit: unit.code, role: options.role, expiresAt: made.expiresAt };
        return { json, text: words[locale] };
      }),
    );
  token
    .command('revoke')
    .description('thu hồi mã truy cập / end a token')
    .argument('<id>', 'mã số in ra khi tạo / the id printed when it was made')
    .action(
      act(async ({ get, caller, locale }, id: string) => {
        await get(ApiTokens).revoke(id, caller);
        return { json: { id, revoked: true }, text: locale === 'vi' ? 'Đã thu hồi.' : 'Ended.' };
      }),
    );
};
