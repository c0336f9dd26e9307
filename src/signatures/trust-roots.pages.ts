import { Controller, Get, Param, Post, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { CERTIFICATE_FILE_BYTES } from './certificate-file.rules.js';
import { signatureWords } from './signatures.view.js';
import { ChangeTrustRoots, listTrustRoots } from './trust-roots.js';
import { trustRootsPage } from './trust-roots.view.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

const PATH = '/settings/trust-roots';

/** The operator's page of trust roots. */
@Controller('settings/trust-roots')
export class TrustRootsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly changing: ChangeTrustRoots,
  ) {}

  @Get()
  @Requires('operate')
  show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.draw(request, response, []);
  }

  @Post()
  @Requires('operate')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: CERTIFICATE_FILE_BYTES, files: 1 } }))
  async add(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() caller: Caller,
    @UploadedFile() file?: { buffer: Buffer },
  ): Promise<void> {
    const words = signatureWords(caller.locale).roots;
    try {
      if (!file) throw invalid(vi.roots.noFile, en.roots.noFile, { field: 'file' });
      const { repeated } = await this.changing.add(file.buffer, caller);
      goTo(response, PATH, { tone: 'done', text: repeated ? words.before : words.added });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, errors));
    }
  }

  @Post(':fingerprint/remove')
  @Requires('operate')
  async remove(
    @Res() response: Response,
    @Param('fingerprint') fingerprint: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    await this.changing.remove(fingerprint, caller);
    goTo(response, PATH, { tone: 'done', text: signatureWords(caller.locale).roots.removed });
  }

  private async draw(request: Request, response: Response, errors: readonly FormError[]): Promise<string> {
    const roots = await listTrustRoots(dbOf(this.em.fork()));
    return trustRootsPage(await this.frames.of(request, response), { roots, errors });
  }
}
