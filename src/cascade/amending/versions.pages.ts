import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import {
  changesFor,
  directiveById,
  mustSee,
  papersOf,
  versionsOf,
  type DirectiveVersionRow,
} from '../../directives/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { paperWords } from '../../platform/components/paper.js';
import { dbOf, firstOf, sql } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { Requires } from '../../platform/requires.js';
import { versionPage } from './versions.view.js';

/** An earlier text of a directive, beside what was changed with it. */
@Controller('directives')
export class VersionPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get(':id/versions/:version')
  @Requires('directives.view')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Param('version') wanted: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const versions = await versionsOf(db, await directiveById(db, id));
    const version = versions.find((one) => String(one.version) === wanted);
    if (!version) throw notFound('Không có bản nội dung này.', 'There is no such version.');
    const before = versions.find((one) => one.version === version.version - 1);
    const paper =
      before &&
      (await firstOf(db, sql<{ text: string }>`select text from dispatch where id = ${version.dispatchId}::uuid`));
    response.send(
      versionPage(await this.frames.of(request, response), {
        directive: id,
        name: paperWords((await papersOf(db, [id])).get(id)!, caller.locale),
        version,
        changes: before ? changesOfAll(before, version) : null,
        paper: paper?.text || null,
      }),
    );
  }
}

/** What changed for anybody: as for a class that every task is for. */
const changesOfAll = (before: DirectiveVersionRow, after: DirectiveVersionRow) =>
  changesFor({ line: null, owesWork: true, ownTerm: false }, before, after, (tasks) => [...tasks]);
