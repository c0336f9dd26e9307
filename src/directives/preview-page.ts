import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { mayDo } from '../access/index.js';
import { BeforeIssuing } from '../contactability/index.js';
import { WarningList } from '../dispatches/index.js';
import type { Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { reasonSentence } from '../units/index.js';
import { drawParts, type DirectivePart } from './directive-part.js';
import { tasksOf } from './directives.queries.js';
import { previewPage } from './directives.view.js';
import { papersOf } from './papers.queries.js';
import { NOT_CONTACTABLE_CODE, PreviewDirective } from './preview-directive.usecase.js';
import { mustSee } from './visibility.js';

/** Units of one addressee that a page lists; the rest is a number. */
const UNITS_SHOWN = 200;

/** Said by the section of addressees that may not be reached. */
const SHOWN_APART: ReadonlySet<string> = new Set([NOT_CONTACTABLE_CODE, 'no-address']);

/** What slices that know more add to the last look before issuing. */
export interface BeforeIssue {
  parts: readonly DirectivePart[];
  /** Whether the act waits for somebody else, so that it is not offered once more. */
  holds: (db: Db, directiveId: string) => Promise<boolean>;
}

interface Wanted {
  id: string;
  caller: Caller;
  errors?: readonly FormError[];
  /** The fields of the form that was refused. */
  sent?: unknown;
}

/** Draws the last look before issuing: for its page, and again where settling or issuing was refused. */
@Injectable()
export class PreviewPage {
  private before: BeforeIssue = { parts: [], holds: () => Promise.resolve(false) };

  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly preview: PreviewDirective,
  ) {}

  /** A slice to the right says, in `onModuleInit`, what it shows. */
  shows(before: BeforeIssue): void {
    this.before = before;
  }

  /** @throws ProductError `not-found` */
  async draw(request: Request, response: Response, { id, caller, errors = [], sent }: Wanted): Promise<string> {
    const db = dbOf(this.em.fork());
    const preview = await this.preview.execute(id);
    const sight = await mustSee(db, caller, id);
    const frame = await this.frames.of(request, response);
    const { directive, roster } = preview;
    const shown = { db, directive, caller, frame, sight, isWhole: true, sent };
    const isIssuer = caller.unitId === directive.issuerId && mayDo(caller.role, 'directives.issue');
    const papers = await papersOf(db, [id]);
    return previewPage(frame, {
      ...preview,
      id,
      paper: papers.get(id)!,
      state: directive.state,
      tasks: await tasksOf(db, id),
      roster: roster.map((line) => ({ ...line, count: line.units.length, units: line.units.slice(0, UNITS_SHOWN) })),
      notUnderstood: preview.notUnderstood.map((line) => ({
        ...line,
        candidates: line.candidates ?? [],
        why: reasonSentence(line.reason, caller.locale),
      })),
      warnings: WarningList({
        texts: preview.warnings
          .filter(({ code }) => !preview.contact || !SHOWN_APART.has(code))
          .map(({ text }) => text[frame.locale]),
        locale: frame.locale,
      }),
      withoutMailbox: preview.contact?.counts['no-mailbox'] ?? 0,
      contact: preview.contact
        ? BeforeIssuing({ ...preview.contact, href: `/directives/${id}/contactability`, locale: frame.locale })
        : null,
      carriesOn: directive.parentAssignmentId !== null,
      mayIssue: directive.issuedAt === null && isIssuer && !(await this.before.holds(db, id)),
      parts: await drawParts(this.before.parts, shown),
      errors,
    });
  }
}
