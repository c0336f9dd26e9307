import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { calendarsOfUnits, loadCalendar, receiptDueAt, workDueAt, type Calendar } from '../calendar/index.js';
import { queryReason, type Query } from '../dispatches/index.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import type { Words } from '../platform/errors.js';
import { formatVnDate, vnDate } from '../platform/vn-time.js';
import { rosterContactOf, type RosterContact } from './roster-contact.js';
import { classOf } from './policy.rules.js';
import { placeOfNumber } from './take-number.js';
import {
  addresseesOfDirective,
  directiveById,
  rosterOf,
  type AddresseeRow,
  type DirectiveRow,
  type RosterUnit,
} from './directives.queries.js';

export interface PreviewWarning {
  code: string;
  text: Words;
  /** What a program needs beside the sentence. */
  details?: Readonly<Record<string, unknown>>;
}

export interface Preview {
  directive: DirectiveRow;
  roster: (AddresseeRow & { units: RosterUnit[] })[];
  notUnderstood: AddresseeRow[];
  deadlines: { receipt: Date | null; work: Date | null; provisional: boolean };
  burden: { units: number; answers: number };
  warnings: PreviewWarning[];
  /** Addressees that a mail may not reach, before it is issued. */
  contact: RosterContact | null;
}

/** Deadlines of a directive that is issued at an instant. */
export function deadlinesAt(
  directive: Pick<DirectiveRow, 'acknowledgeBy' | 'dueOn' | 'dueOperator' | 'dueHour' | 'policy' | 'urgency'>,
  issuedAt: Date,
  calendar: Calendar,
): { receipt: Date; work: Date | null; provisional: boolean } {
  const receipt = directive.acknowledgeBy
    ? { at: directive.acknowledgeBy, provisional: false }
    : receiptDueAt(issuedAt, classOf(directive.policy, directive.urgency).receipt, calendar);
  const work = directive.dueOn
    ? workDueAt({ on: directive.dueOn, operator: directive.dueOperator ?? 'on', hour: directive.dueHour }, calendar)
    : null;
  return {
    receipt: receipt.at,
    work: work?.at ?? null,
    provisional: receipt.provisional || (work?.provisional ?? false),
  };
}

/** What issuing would do: to whom it goes, by when they owe what, and what a careful clerk would look at again. */
@Injectable()
export class PreviewDirective {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found` */
  async execute(id: string): Promise<Preview> {
    const db = dbOf(this.em.fork());
    const directive = await directiveById(db, id);
    const addressees = await addresseesOfDirective(db, id);
    const units = await rosterOf(db, id);
    const calendar = await loadCalendar(db);
    const deadlines = directive.issuedAt
      ? { receipt: directive.receiptDueAt, work: directive.workDueAt, provisional: directive.dueProvisional }
      : deadlinesAt(directive, directive.now, calendar);
    const roster = addressees
      .filter(({ status, count }) => status === 'understood' || count > 0)
      .map((addressee) => ({ ...addressee, units: units.filter(({ ord }) => ord === addressee.ord) }));
    const contact = await rosterContactOf(db, directive);
    const acting = roster.filter(({ role }) => role === 'action').reduce((sum, { units: u }) => sum + u.length, 0);
    return {
      directive,
      roster,
      notUnderstood: addressees.filter(({ status }) => status === 'not-understood'),
      deadlines,
      burden: { units: units.length, answers: acting },
      warnings: [
        ...(await warningsOfPaper(db, directive)),
        ...(await warningsOfNumber(db, directive)),
        ...warningsOf(directive, { units, acting }, deadlines),
        ...(await warningsOfOwnCalendars(db, directive, deadlines)),
        ...(contact ? [warningOfContact(id, contact)] : []),
      ],
      contact,
    };
  }
}

/** The code by which a program knows it; the page shows the same as a section of its own. */
export const NOT_CONTACTABLE_CODE = 'units-not-contactable';

function warningOfContact(id: string, { urgent, units, counts, named }: RosterContact): PreviewWarning {
  const { failing, never, 'no-mailbox': noMailbox } = counts;
  return {
    code: NOT_CONTACTABLE_CODE,
    text: {
      vi: `${units} đơn vị chưa chắc liên lạc được qua thư${urgent ? ', trong khi văn bản khẩn: hãy gọi điện hoặc gửi qua cấp trên' : ''}.`,
      en: `${units} units may not be reached by mail${urgent ? ', and the paper is urgent: call them, or send it through their superiors' : ''}.`,
    },
    details: {
      urgent,
      counts: { failing, never, noMailbox },
      units: named.map(({ code, name, contactClass }) => ({ code, name, class: contactClass })),
      list: `/api/v1/directives/${id}/contactability`,
    },
  };
}

/** Units whose own calendar gives them other deadlines: a local holiday, or offices closed before a storm. */
async function warningsOfOwnCalendars(
  db: Db,
  directive: DirectiveRow,
  { receipt, work }: Preview['deadlines'],
): Promise<PreviewWarning[]> {
  if (directive.issuedAt) return [];
  const own = await calendarsOfUnits(
    db,
    sql`(select unit_id from roster_entry where directive_id = ${directive.id} and unit_id is not null)`,
  );
  const others = own.filter(({ calendar }) => {
    const due = deadlinesAt(directive, directive.now, calendar);
    return due.receipt.getTime() !== receipt?.getTime() || due.work?.getTime() !== work?.getTime();
  });
  const units = new Set(others.flatMap(({ unitIds }) => unitIds)).size;
  if (units === 0) return [];
  return [
    {
      code: 'own-calendars',
      text: {
        vi: `${units} đơn vị có hạn khác: nơi đó có ngày nghỉ hoặc giờ làm việc riêng.`,
        en: `${units} units have other deadlines: they have days off or office hours of their own.`,
      },
      details: { units },
    },
  ];
}

/** A number that the paper brings and that is not the next of its series. */
async function warningsOfNumber(db: Db, directive: DirectiveRow): Promise<PreviewWarning[]> {
  if (directive.state !== 'drafted' && directive.state !== 'signed') return [];
  const year = Number((directive.datedOn ?? vnDate(directive.now)).slice(0, 4));
  const { skipped, before } = await placeOfNumber(db, { ...directive, year, at: directive.now });
  const { number } = directive;
  if (skipped)
    return [
      {
        code: 'number-leaves-gap',
        text: {
          vi: `Số ${number} bỏ quãng ${skipped} số trong sổ văn bản đi của năm ${year}.`,
          en: `Number ${number} leaves out ${skipped} numbers of the outgoing register of ${year}.`,
        },
      },
    ];
  if (!before) return [];
  return [
    {
      code: 'number-goes-back',
      text: {
        vi:
          number === before
            ? `Số ${number} đã được cấp trong năm ${year}.`
            : `Số ${number} nhỏ hơn số cuối cùng đã cấp trong năm ${year} (${before}).`,
        en:
          number === before
            ? `Number ${number} was given already in ${year}.`
            : `Number ${number} is lower than the last that was given in ${year} (${before}).`,
      },
    },
  ];
}

/** What the text of the paper itself gave to query when it was read. */
async function warningsOfPaper(db: Db, { dispatchId }: DirectiveRow): Promise<PreviewWarning[]> {
  const row = await firstOf(
    db,
    sql<{ queries: Query[] | null }>`select reading -> 'queries' as queries from dispatch where id = ${dispatchId}`,
  );
  return (row?.queries ?? []).map((query) => ({
    code: query.code,
    text: { vi: queryReason(query, 'vi'), en: queryReason(query, 'en') },
  }));
}

const SHOWN = 5;
const endedNames = (units: readonly RosterUnit[]): string =>
  units
    .slice(0, SHOWN)
    .map(({ name }) => name)
    .join('; ') + (units.length > SHOWN ? '; …' : '');

function warningsOf(
  directive: DirectiveRow,
  { units, acting }: { units: readonly RosterUnit[]; acting: number },
  deadlines: Preview['deadlines'],
): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  const add = (code: string, vi: string, en: string): void => void warnings.push({ code, text: { vi, en } });
  const unreachable = units.filter(({ email }) => email === null).length;
  const orphans = units.filter(({ orphan }) => orphan);
  const ended = units.filter((unit) => unit.ended);
  if (ended.length > 0)
    add(
      'roster-has-ended-units',
      `${ended.length} nơi nhận đã kết thúc hoạt động (${endedNames(ended)}): danh sách nơi nhận lập theo ngày ${formatVnDate(directive.rosterOn, 'vi')}. Hãy soạn lại theo đơn vị hiện nay, trừ khi cố ý gửi theo đơn vị cũ.`,
      `${ended.length} recipients have ended (${endedNames(ended)}): the roster is of ${formatVnDate(directive.rosterOn, 'en')}. Draft again for the units of today, unless the former ones are meant.`,
    );
  if (units.length === 0) add('no-recipients', 'Chưa có đơn vị nhận nào.', 'There is no recipient yet.');
  if (units.length > 0 && acting === 0)
    add(
      'nobody-acts',
      'Không đơn vị nào được giao thực hiện: mọi nơi nhận chỉ để biết hoặc phối hợp. Hãy đổi vai trò nếu có nơi phải làm.',
      'Nobody is to act: every recipient is only informed or co-ordinates. Change a role if somebody has to act.',
    );
  if (!directive.issuedAt && directive.datedOn !== null && directive.datedOn > vnDate(directive.now))
    add('dated-later', 'Ngày ghi trên văn bản ở sau hôm nay.', 'The paper bears a date after today.');
  if (unreachable > 0)
    add(
      'no-address',
      `${unreachable} đơn vị chưa có hộp thư; họ chỉ thấy văn bản khi đăng nhập.`,
      `${unreachable} units have no mailbox; they see the paper only when they sign in.`,
    );
  if (orphans.length > 0)
    add(
      'no-superior',
      `${orphans.length} đơn vị nhận qua cấp trên nhưng cấp trên không có trong danh sách; văn bản sẽ gửi thẳng.`,
      `${orphans.length} units are reached through a superior that is not a recipient; the paper goes to them directly.`,
    );
  if (deadlines.work && deadlines.work <= directive.now && !directive.issuedAt)
    add('due-passed', 'Hạn thực hiện đã qua.', 'The work deadline has passed.');
  if (deadlines.work && deadlines.receipt && deadlines.work < deadlines.receipt)
    add('due-before-receipt', 'Hạn thực hiện đến trước hạn tiếp nhận.', 'Work falls due before receipt does.');
  if (deadlines.provisional)
    add(
      'provisional-calendar',
      'Hạn rơi vào năm chưa có thông báo lịch nghỉ chính thức.',
      'A deadline lies in a year whose calendar is provisional.',
    );
  return warnings;
}
