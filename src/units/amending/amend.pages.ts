import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import type { FormError } from '../../platform/components/form.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import type { Words } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { cardVersion, unitCard } from '../card/card.queries.js';
import { businessDate, findUnit } from '../find-unit.js';
import type { UnitOn } from '../units.queries.js';
import { mustAdminister } from './administering.js';
import { AmendUnit } from './amend-unit.usecase.js';
import { amendmentSchema, type Amendment } from './amendment.rules.js';
import { amendWords, confirmPage, editPage, type Sent } from './amend.view.js';

const field = z.string().max(1000).optional();
const sentSchema = z.object({
  what: field,
  version: field,
  alias: field,
  address: field,
  locale: field,
  scheme: field,
  value: field,
  standingBody: field,
  from: field,
  legalBasis: field,
  entry: field,
});
const confirmedSchema = z.object({ confirmed: z.literal('yes').optional() });
const SENTENCES: Readonly<Record<string, Words>> = {
  alias: { vi: 'Hãy ghi tên gọi, không quá 200 chữ.', en: 'Enter the name, up to 200 letters.' },
  address: { vi: 'Địa chỉ thư không đúng dạng; ví dụ: vanthu@donvi.gov.vn.', en: 'This is no mail address.' },
  from: { vi: 'Ngày không có thật; ghi dạng năm-tháng-ngày.', en: 'There is no such date; write year-month-day.' },
  legalBasis: { vi: 'Căn cứ không quá 500 chữ.', en: 'A legal basis has up to 500 letters.' },
};

/** Where administrators change the card of a unit below their own; nothing is written before it is confirmed. */
@Controller('units')
@Requires('units.administer')
export class AmendPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly amendUnit: AmendUnit,
  ) {}

  @Get(':code/edit')
  async show(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    const unit = await findUnit(db, code);
    await mustAdminister(db, caller, unit.id);
    return this.draw(request, response, { db, unit, errors: [], sent: {} });
  }

  @Post(':code/edit')
  async change(
    @Req() request: Request,
    @Res() response: Response,
    @Param('code') code: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const unit = await findUnit(db, code);
    await mustAdminister(db, caller, unit.id);
    const sent: Sent = formOf(sentSchema, body);
    try {
      const amendment = amendmentOf(sent);
      if (formOf(confirmedSchema, body).confirmed !== 'yes') {
        const frame = await this.frames.of(request, response);
        response.status(200).send(confirmPage(frame, { unit, amendment, sent }));
        return;
      }
      const version = sent['version'] ?? '';
      const { changed } = await this.amendUnit.execute(unit.code, { amendment, version }, caller);
      const words = amendWords(caller.locale);
      const flash = changed
        ? ({ tone: 'done', text: words.done } as const)
        : ({ tone: 'plain', text: words.same } as const);
      goTo(response, `/units/${encodeURIComponent(unit.code)}`, flash);
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { db, unit, errors, sent }));
    }
  }

  private async draw(
    request: Request,
    response: Response,
    { db, unit, errors, sent }: { db: Db; unit: UnitOn; errors: readonly FormError[]; sent: Sent },
  ): Promise<string> {
    const today = await businessDate(db);
    const card = await unitCard(db, unit.id, today);
    const version = await cardVersion(db, unit.id);
    return editPage(await this.frames.of(request, response), { unit, card, version, today, errors, sent });
  }
}

/** The form names an entry that rests on a paper by one value; the rest is as the API takes it. */
function amendmentOf({ entry, ...sent }: Sent): Amendment {
  if (sent['what'] !== 'legal-basis') return formOf(amendmentSchema, sent, SENTENCES);
  const [of, key, begun] = entryOf(entry ?? '');
  return formOf(amendmentSchema, { ...sent, of, key, begun }, SENTENCES);
}

function entryOf(entry: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(entry);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
