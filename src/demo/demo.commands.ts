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
          vi: seeded ? 'Đã có dữ liệu trình diễn.' : 'Cơ sở dữ liệu đã có văn bản; không làm gì.',
          en: seeded ? 'The demonstration is there.' : 'The database holds directives already; nothing was done.',
        };
        return { json: { seeded }, text: words[locale] };
      }),
    );
};
