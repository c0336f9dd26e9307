import { EntityManager } from '@mikro-orm/postgresql';
import { InvalidArgumentError } from 'commander';
import type { AddCommands } from '../../platform/command-line.js';
import { dbOf } from '../../platform/database/sql.js';
import { formatVn, vnIso } from '../../platform/vn-time.js';
import { findUnit } from '../../units/index.js';
import { CalendarAddress } from './calendar-address.js';

/** @throws InvalidArgumentError, which is a wrong call */
function generationOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('0–999999');
  return Number(text);
}

/** `thongsuot deadlines address|revoke` */
export const addDeadlinesCommands: AddCommands = (program, act) => {
  const noun = program
    .command('deadlines')
    .description('địa chỉ lịch thời hạn của đơn vị / the address of the calendar of deadlines of a unit');
  noun
    .command('address')
    .description('địa chỉ để đăng ký trong lịch / the address that calendars subscribe to')
    .argument('<unit>')
    .action(
      act(async ({ get, locale }, code: string) => {
        const unit = await findUnit(dbOf(get(EntityManager).fork()), code);
        const { expiresAt, ...shown } = await get(CalendarAddress).of(unit.id);
        const json = { ...shown, expiresAt: vnIso(expiresAt) };
        return { json, text: `${shown.address} · ${formatVn(expiresAt, locale)}` };
      }),
    );
  noun
    .command('revoke')
    .description('thu hồi địa chỉ, mọi lịch đã đăng ký ngừng cập nhật / end the address for whoever subscribed to it')
    .argument('<unit>')
    .option('--generation <n>', 'lần cấp, xem address / of which generation', generationOf)
    .action(
      act(async ({ get, caller, locale }, code: string, options: { generation?: number }) => {
        const unit = await findUnit(dbOf(get(EntityManager).fork()), code);
        const addresses = get(CalendarAddress);
        const generation = options.generation ?? (await addresses.of(unit.id)).generation;
        const { repeated } = await addresses.revoke(unit.id, generation, caller);
        const { address, generation: now } = await addresses.of(unit.id);
        const json = { generation: now, address, ...(repeated ? { repeated } : {}) };
        const words = repeated
          ? { vi: 'Địa chỉ này đã được thu hồi từ trước.', en: 'This address was revoked before.' }
          : { vi: 'Đã thu hồi địa chỉ lịch.', en: 'The address is revoked.' };
        return { json, text: `${words[locale]} ${address}` };
      }),
    );
};
