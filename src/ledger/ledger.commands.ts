import type { AddCommands } from '../platform/command-line.js';
import { VerifyLedger } from './verify-ledger.usecase.js';

/** `thongsuot ledger …` */
export const addLedgerCommands: AddCommands = (program, act) => {
  program
    .command('ledger')
    .description('sổ lịch sử / the history')
    .command('verify')
    .description('đọc lại và tính lại dấu băm từng bản ghi / recompute the hash of every entry')
    .action(
      act(async ({ get, locale, progress }) => {
        const { entries, faults, absentYears } = await get(VerifyLedger).execute((n) => progress(String(n)));
        const list = faults.map(({ entry, reason }) => `${entry}: ${reason}`).join('\n');
        const words = {
          vi:
            faults.length === 0 ? `Đã kiểm ${entries} bản ghi: nguyên vẹn.` : `${faults.length} bản ghi sai:\n${list}`,
          en:
            faults.length === 0
              ? `${entries} entries checked: intact.`
              : `${faults.length} entries are wrong:\n${list}`,
        };
        const years = absentYears.join(', ');
        const absent = {
          vi: `\nKhông kiểm được bản ghi của các năm đã tách: ${years}. Gắn lại bằng \`thongsuot partitions attach\` để kiểm.`,
          en: `\nEntries of years that were detached were not checked: ${years}. Attach them by \`thongsuot partitions attach\` to check them.`,
        };
        const text = `${words[locale]}${years === '' ? '' : absent[locale]}`;
        return { json: { entries, faults, absentYears }, text, exitCode: faults.length === 0 ? 0 : 1 };
      }),
    );
};
