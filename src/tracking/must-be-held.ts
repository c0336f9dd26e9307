import type { DirectiveRow } from '../directives/index.js';
import { absentYears, isOfYears } from '../platform/database/partitions.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';

/** Years with a directive that runs are never detached. */
const RUNS: ReadonlySet<DirectiveRow['state']> = new Set(['issued', 'paused']);

/**
 * What units did about a directive is not here where its year was detached.
 * @throws ProductError `not-possible-now`, which says what to do
 */
export async function mustBeHeld(db: Db, { cascadeId, state }: DirectiveRow): Promise<void> {
  if (RUNS.has(state)) return;
  const years = await absentYears(db);
  if (years.length === 0) return;
  const at = sql`${cascadeId}::uuid`;
  const of = years.map((year) => sql`when ${isOfYears(at, [year])} then ${year}::int`);
  const { year } = (await firstOf(db, sql<{ year: number | null }>`select case ${sql.join(of, sql` `)} end as year`))!;
  if (year === null) return;
  throw notPossibleNow(
    `Dữ liệu thực hiện văn bản của năm ${year} đã được tách để lưu trữ. Cần xem lại thì đề nghị người vận hành gắn lại bằng "thongsuot partitions attach ${year}".`,
    `What units did about directives of ${year} was detached and archived. To look at it, have the operator run "thongsuot partitions attach ${year}".`,
    { year },
  );
}
