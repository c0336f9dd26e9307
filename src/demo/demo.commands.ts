import type { AddCommands } from '../platform/command-line.js';
import { SeedDemo } from './seed-demo.usecase.js';

/** `thongsuot demo seed` */
export const addDemoCommands: AddCommands = (program, act) => {
  program
    .command('demo')
    .description('dữ liệu trình diễn / demonstration data')
    .command('seed')
    .description('kể lại câu chuyện trình diễn (THONGSUOT_MODE=demo) / fill an empty database')
    .option('--national', 'toàn quốc (mặc định) / the whole country (the default)')
    .action(
      act(async ({ get, locale, progress }) => {
        const seeded = await get(SeedDemo).execute(progress);
        const words = {
          told: { vi: 'Đã có dữ liệu trình diễn.', en: 'The demonstration is there.' },
          present: { vi: 'Dữ liệu trình diễn đã có sẵn.', en: 'The demonstration was there already.' },
          interrupted: {
            vi: 'Lần trước bị ngắt giữa chừng; xóa thư mục dữ liệu để kể lại từ đầu.',
            en: 'An earlier run was interrupted; remove the data folder to tell it anew.',
          },
        }[seeded];
        return { json: { seeded }, text: words[locale] };
      }),
    );
};
