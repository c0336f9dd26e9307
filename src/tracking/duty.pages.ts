import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  MarkSupervised,
  MarkTask,
  RemoveSupervised,
  SuperviseUnits,
  supervisingWords,
  TASK_STATUSES,
} from '../assignments/index.js';
import { countWords } from '../platform/components/words.js';
import type { Words } from '../platform/errors.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { noteText } from '../platform/given-text.rules.js';
import { linesOf } from './act-forms.js';
import { afterAct } from './after-act.js';
import { AssignmentPage } from './assignment-page.js';

const NOTE = 4000;
const removeForm = z.object({ task: z.coerce.number().int().min(1).max(32_767).optional() });
const taskForm = z.object({ status: z.enum(TASK_STATUSES), reason: noteText(NOTE) });
const superviseForm = z.object({
  units: z.string().max(200_000).transform(linesOf),
  task: z.coerce.number().int().min(1).max(32_767).optional(),
});
const supervisedForm = z.object({
  status: z.enum(TASK_STATUSES),
  note: noteText(NOTE),
  task: z.coerce.number().int().min(0).max(32_767).optional(),
});
const SENTENCES: Readonly<Record<string, Words>> = {
  units: { vi: 'Hãy ghi đơn vị phải đôn đốc.', en: 'Say which units to see to.' },
  status: { vi: 'Hãy chọn tình hình.', en: 'Choose a status.' },
  reason: { vi: 'Lý do dài quá 4.000 ký tự.', en: 'The reason is longer than 4,000 characters.' },
  note: { vi: 'Ghi chú dài quá 4.000 ký tự.', en: 'The note is longer than 4,000 characters.' },
  task: { vi: 'Nhiệm vụ không đúng.', en: 'There is no such task.' },
};

/** A unit's tasks and the third parties that it sees to, from the page of its duty. */
@Controller('assignments')
export class DutyPages {
  constructor(
    private readonly page: AssignmentPage,
    private readonly marking: MarkTask,
    private readonly supervising: SuperviseUnits,
    private readonly supervised: MarkSupervised,
    private readonly removing: RemoveSupervised,
  ) {}

  @Post(':id/tasks/:n')
  @Requires('assignments.act')
  task(
    @Req() request: Request,
    @Res() response: Response,
    @Param() { id, n }: { id: string; n: string },
    @Body() body: unknown,
  ) {
    return afterAct(this.page, { request, response }, id, {
      act: (by) => this.marking.execute(id, { ...formOf(taskForm, body, SENTENCES), n: Number(n) }, by),
      done: (_, locale) => supervisingWords(locale).done.task,
    });
  }

  @Post(':id/supervise')
  @Requires('assignments.act')
  supervise(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return afterAct(this.page, { request, response }, id, {
      act: (by) => this.supervising.execute(id, formOf(superviseForm, body, SENTENCES), by),
      done: ({ added }, locale) => supervisingWords(locale).done.added(countWords(added, locale)),
    });
  }

  @Post(':id/supervised/:unit')
  @Requires('assignments.act')
  mark(
    @Req() request: Request,
    @Res() response: Response,
    @Param() { id, unit }: { id: string; unit: string },
    @Body() body: unknown,
  ) {
    return afterAct(this.page, { request, response }, id, {
      act: (by) => this.supervised.execute(id, { ...formOf(supervisedForm, body, SENTENCES), unit }, by),
      done: ({ row }, locale) => {
        const words = supervisingWords(locale).done;
        return row.work === 'implemented' ? words.allDone : words.marked;
      },
    });
  }

  @Post(':id/supervised/:unit/remove')
  @Requires('assignments.act')
  remove(
    @Req() request: Request,
    @Res() response: Response,
    @Param() { id, unit }: { id: string; unit: string },
    @Body() body: unknown,
  ) {
    return afterAct(this.page, { request, response }, id, {
      act: (by) => this.removing.execute(id, { unit, ...formOf(removeForm, body, SENTENCES) }, by),
      done: (_, locale) => supervisingWords(locale).done.removed,
    });
  }
}
