import type { HeldAssignment } from '../assignments/index.js';
import { letterOfDirective, papersOf } from '../directives/index.js';
import {
  aboutWords,
  letterheadOf,
  ownLetter,
  paperCited,
  paragraph,
  termWords,
  type Letter,
} from '../letters/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import { officeName, type Level } from '../units/index.js';

const SUBORDINATES = 'Các cơ quan, đơn vị trực thuộc';
/** Every commune of the country, and more. */
const UNITS_AT_MOST = 5000;

/**
 * The letter with which a unit passes a paper on: its own dispatch where it has made one below this assignment, else one
 * composed of the paper, its deadline and the units it is passed to.
 */
export async function letterOfForwarding(db: Db, row: HeldAssignment): Promise<Letter> {
  const own = await ownDirective(db, row);
  if (own) return letterOfDirective(db, own);
  const today = vnDate(row.now);
  const head = await letterheadOf(db, row.unitId, today);
  const paper = (await papersOf(db, [row.directiveId])).get(row.directiveId)!;
  const cited = paperCited(paper);
  const due = row.internalDueAt ?? row.workDueAt;
  const term = due && termWords({ on: vnDate(due), operator: 'at-latest', hour: null });
  const points = [
    `Căn cứ chức năng, nhiệm vụ, tổ chức thực hiện các nội dung của ${paperCited(paper, false)}.`,
    ...(term ? [`Báo cáo kết quả thực hiện về ${head.said} ${term} để tổng hợp, báo cáo ${paper.issuer}.`] : []),
    `Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh về ${head.said}.`,
  ];
  const units = await unitsBelow(db, row);
  return ownLetter({
    head,
    kind: 'CV',
    subject: `triển khai thực hiện ${paperCited(paper, false)}`,
    addressees: units.length === 0 ? [SUBORDINATES] : units,
    together: SUBORDINATES,
    today,
    body: [
      paragraph(
        `Thực hiện ${cited} ${aboutWords(paper.subject)}, ${head.said} đề nghị các cơ quan, đơn vị triển khai các nội dung sau:`,
      ),
      ...points.map((point, i) => paragraph(`${i + 1}. ${point}`)),
      paragraph(`Gửi kèm: ${cited}.`),
    ],
  });
}

const ownDirective = async (db: Db, { id, cascadeId, unitId }: HeldAssignment): Promise<string | undefined> =>
  (
    await firstOf(
      db,
      sql<{ id: string }>`select id from directive where cascade_id = ${cascadeId} and parent_assignment_id = ${id}
        and issuer_id = ${unitId} order by created_at desc limit 1`,
    )
  )?.id;

/** The units that have the paper of this one, or wait for it. */
async function unitsBelow(db: Db, { id, cascadeId, now }: HeldAssignment): Promise<string[]> {
  const units = await rowsOf<{ name: string; level: Level }>(
    db,
    sql`select o.name, o.level from assignment a join unit u on u.id = a.unit_id
        join unit_on(${vnDate(now)}::date) o on o.unit_id = a.unit_id
      where a.cascade_id = ${cascadeId} and a.parent_id = ${id} order by u.code limit ${UNITS_AT_MOST}`,
  );
  return units.map(officeName);
}
