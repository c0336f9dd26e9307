import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { CallerOf, type Caller, type Locale } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { noFormula } from '../platform/text.js';
import { vnIso } from '../platform/vn-time.js';
import { contactJson } from './contactability.json.js';
import {
  CENTRE,
  countByProvince,
  listContactability,
  sightOf,
  type ContactLine,
  type ContactSearch,
  type ProvinceCounts,
} from './contactability.queries.js';
import { CLASSES, NO_COUNTS, type ClassCounts } from './contactability.rules.js';
import { classesOf, contactQuery } from './contactability.schemas.js';
import { contactabilityPage, contactWords } from './contactability.view.js';
import { placesOf } from './tile-grid.rules.js';

const PAGE = 50;
/** More than there are units. */
const EVERY_UNIT = 100_000;
type Asked = z.infer<typeof contactQuery>;

/** How sure the way to every unit is: a map by province, a table, a list, a file. */
@ApiBearerAuth()
@Controller()
@Requires('contactability.view')
export class ContactabilityPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly clock: Clock,
  ) {}

  @Get('contactability')
  async map(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const asked = formOf(contactQuery, query);
    const db = dbOf(this.em.fork());
    const at = await this.clock.now(db);
    const frame = await this.frames.of(request, response);
    const among = await sightOf(db, caller, at);
    const provinces = await countByProvince(db, among, at);
    const province = provinceOf(provinces, asked.province, frame.locale);
    const { items, nextCursor } = await listContactability(db, { ...searchOf(asked), among, limit: PAGE }, at);
    const kept = {
      ...(asked.province ? { province: asked.province } : {}),
      ...(asked.q ? { q: asked.q } : {}),
      class: asked.class,
    };
    const places = placesOf(provinces.flatMap(({ code }) => (code === null ? [] : [code])));
    return contactabilityPage(frame, {
      filter: asked.class,
      counts: sumOf(province ? provinces.filter(({ code }) => (code ?? CENTRE) === province.code) : provinces),
      tiles: provinces.map((one) => ({ ...one, place: one.code === null ? null : places.get(one.code)! })),
      province,
      q: asked.q,
      lines: items,
      nextHref:
        nextCursor && `/contactability?${new URLSearchParams({ ...kept, cursor: nextCursor }).toString()}#units`,
      csvHref: `/contactability.csv?${new URLSearchParams(kept).toString()}`,
    });
  }

  @Get('contactability.csv')
  async csv(
    @Req() request: Request & { locale: Locale },
    @Res() response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const at = await this.clock.now(db);
    const among = await sightOf(db, caller, at);
    const search = { ...searchOf(formOf(contactQuery, query)), among, limit: EVERY_UNIT };
    const { items } = await listContactability(db, search, at);
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="lien-lac.csv"');
    response.send(csvOf(items, request.locale));
  }

  /** Units by how sure the way to them is, the worst first. */
  @ApiOperation({ summary: 'Units that mail does not reach, as CSV or pages' })
  @Get('api/v1/contactability')
  async list(@Query({ schema: contactQuery }) query: Asked, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const at = await this.clock.now(db);
    const { items, nextCursor } = await listContactability(
      db,
      { ...searchOf(query), among: await sightOf(db, caller, at), limit: query.limit, cursor: query.cursor },
      at,
    );
    return { at: vnIso(at), items: items.map(contactJson), nextCursor };
  }
}

const searchOf = ({ class: filter, province, q, cursor }: Asked): Omit<ContactSearch, 'limit' | 'among'> => ({
  classes: classesOf(filter),
  province,
  q,
  cursor,
});

/** @throws ProductError `not-found` */
function provinceOf(provinces: readonly ProvinceCounts[], code: string | undefined, locale: Locale) {
  if (code === undefined) return null;
  if (code === CENTRE) return { code, name: contactWords(locale).centre };
  const found = provinces.find((province) => province.code === code);
  if (!found) throw notFound('Hôm nay không có tỉnh nào mang mã này.', 'No province has this code today.');
  return { code, name: found.name! };
}

const sumOf = (provinces: readonly ProvinceCounts[]): ClassCounts =>
  Object.assign(
    { ...NO_COUNTS },
    Object.fromEntries(CLASSES.map((of) => [of, provinces.reduce((sum, { counts }) => sum + counts[of], 0)])),
  );

/** A cell: quoted where it has to be, and never the beginning of a formula. */
function cell(value: string): string {
  const harmless = noFormula(value);
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** With a byte order mark, by which spreadsheets know UTF-8. */
function csvOf(lines: readonly ContactLine[], locale: Locale): string {
  const words = contactWords(locale);
  const instant = (at: Date | null): string => (at ? vnIso(at) : '');
  const rows = lines.map((line) => [
    line.code,
    line.name,
    line.provinceName ?? '',
    words.classes[line.contactClass],
    instant(line.deliveredAt),
    instant(line.acknowledgedAt),
    instant(line.failedAt),
    line.failedAt ? (line.failure ?? '') : '',
    instant(line.signedInAt),
    String(line.sharing),
  ]);
  return `\u{feff}${[words.csv, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
