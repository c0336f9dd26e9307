import { readFile } from 'node:fs/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { table, type AddCommands } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { rootJson } from './trust-roots.controller.js';
import { ChangeTrustRoots, listTrustRoots, type TrustRootRow } from './trust-roots.js';

const rootsTable = (roots: readonly TrustRootRow[]): string =>
  table(
    ['SHA-256', 'đến / until', 'chứng thư / certificate'],
    roots.map(({ fingerprint, subject, validTo }) => [fingerprint, vnDate(validTo), subject]),
  );

/** `thongsuot trust-root …` */
export const addSignaturesCommands: AddCommands = (program, act) => {
  const roots = program
    .command('trust-root')
    .description('chứng thư gốc của chữ ký số / roots that signatures lead to');
  roots
    .command('add')
    .description('tin cậy chứng thư trong tệp / trust the certificates of a file')
    .argument('<file>', 'tệp PEM hoặc DER / a PEM or DER file')
    .action(
      act(async ({ get, caller }, file: string) => {
        const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
          throw invalid(`Không đọc được tệp ${file}: ${error.code}.`, `Cannot read ${file}: ${error.code}.`);
        });
        const { roots: added, repeated } = await get(ChangeTrustRoots).add(bytes, caller);
        return { json: { items: added.map(rootJson), ...(repeated ? { repeated } : {}) }, text: rootsTable(added) };
      }),
    );
  roots
    .command('list')
    .description('các chứng thư đang tin cậy / what is trusted')
    .action(
      act(async ({ get, locale }) => {
        const items = await listTrustRoots(dbOf(get(EntityManager).fork()));
        const none = locale === 'vi' ? 'Chưa có chứng thư gốc nào.' : 'There is no trust root.';
        return { json: items.map(rootJson), text: items.length === 0 ? none : rootsTable(items) };
      }),
    );
  roots
    .command('remove')
    .description('thôi tin cậy / trust no longer')
    .argument('<fingerprint>', 'dấu vân SHA-256 / SHA-256 fingerprint')
    .action(
      act(async ({ get, caller, locale }, fingerprint: string) => {
        await get(ChangeTrustRoots).remove(fingerprint, caller);
        return {
          json: { fingerprint, removed: true },
          text: locale === 'vi' ? 'Đã thôi tin cậy.' : 'Trusted no longer.',
        };
      }),
    );
};
