import { Controller, HttpCode, Post, Query, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { FILE_BYTES_AT_MOST } from '../files/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { invalid } from '../platform/errors.js';
import { Requires } from '../platform/requires.js';
import { importOptions } from './import-options.rules.js';
import { ImportList } from './import-list.usecase.js';
import type { Uploaded } from './uploaded.js';
import { importWords } from './words.js';

/** How many refused lines an answer carries; `refusedLines` counts all of them. */
const REFUSED_AT_MOST = 500;
const querySchema = importOptions.extend({ dryRun: z.enum(['true', 'false']).default('true') });

/** Lists of units, officers and mailboxes, and the tables of the statistics office. */
@ApiTags('units')
@ApiBearerAuth()
@Controller('api/v1/units')
export class ImportsController {
  constructor(private readonly imports: ImportList) {}

  /**
   * Takes over a list (multipart, `file`), all of it or nothing; only checks it unless `dryRun=false`. The same list again
   * changes nothing.
   */
  @ApiOperation({ summary: 'Hand in a list of units or officers' })
  @Post('import')
  @HttpCode(200)
  @Requires('units.administer')
  @ApiConsumes('multipart/form-data')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: FILE_BYTES_AT_MOST } }))
  async take(
    @Query({ schema: querySchema }) { dryRun, ...options }: z.infer<typeof querySchema>,
    @CallerOf() caller: Caller,
    @UploadedFile() file?: Uploaded,
  ) {
    if (!file) throw invalid('Hãy gửi một tệp ở trường file.', 'Send a file in the field file.', { field: 'file' });
    const report = await this.imports.execute(file.buffer, { caller, dryRun: dryRun === 'true', options });
    const { reasons } = importWords(caller.locale);
    const refused = report.refused.slice(0, REFUSED_AT_MOST).map((line) => ({ ...line, detail: reasons[line.reason] }));
    return { ...report, refused, refusedLines: report.refused.length };
  }
}
