import { Controller, HttpCode, Post, Query, Req, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { contentOf, encodingNamed, type EncodingName } from '../files/index.js';
import { invalid } from '../platform/errors.js';
import { Requires } from '../platform/requires.js';
import { readFile, type FileRead } from './read-file.js';
import { readOpenText, refusalError, textOf } from './read-text.js';
import type { Dispatch } from './reading/dispatch.rules.js';
import { toDispatch } from './reading/reading.rules.js';
import { LARGEST_FILE_BYTES, nameOf, UploadBudget, type Uploaded } from './upload-budget.js';

/** A longer text is read in the child process, so that nobody else waits for it here. */
const READ_HERE_BYTES_AT_MOST = 64 * 1024;

const readQuery = z.object({
  /** every paper of an archive or a mail, as an array */
  all: z.enum(['true', 'false']).optional(),
  /** in what the text is written, where the detection was wrong */
  encoding: z.string().max(40).optional(),
});

@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1/dispatches')
export class DispatchesController {
  /**
   * Reads a dispatch without keeping anything of it: multipart `file` (.txt, .docx, .doc, .pdf, .xlsx, .xls, .eml, or a
   * .zip of them), or the text itself as `text/plain`. A file with several papers is answered with `?all=true`, by an
   * array; without it, it is refused with `papers`, where they are.
   */
  @ApiOperation({ summary: 'Read a dispatch and keep nothing of it' })
  @Post('read')
  @HttpCode(200)
  @Requires('dispatches.read')
  @ApiConsumes('multipart/form-data', 'text/plain')
  @UseInterceptors(UploadBudget, FileInterceptor('file', { limits: { fileSize: LARGEST_FILE_BYTES, files: 1 } }))
  async read(
    @UploadedFile() file: Uploaded | undefined,
    @Req() request: Request,
    @Query({ schema: readQuery }) query: z.infer<typeof readQuery>,
  ): Promise<Dispatch | Dispatch[]> {
    const encoding = knownEncoding(query.encoding);
    const body: unknown = request.body;
    if (!file && (typeof body !== 'string' || body === ''))
      throw invalid(
        'Hãy gửi tệp trong trường `file`, hoặc nội dung dạng text/plain.',
        'Send a file in the field `file`, or the text as text/plain.',
      );
    const bytes = file ? file.buffer : Buffer.from(body as string);
    const all = query.all === 'true';
    if (bytes.length <= READ_HERE_BYTES_AT_MOST && (!file || contentOf(bytes) === 'text')) {
      const dispatch = toDispatch(readOpenText(file ? textOf(bytes, encoding) : (body as string)));
      return all ? [dispatch] : dispatch;
    }
    const name = file ? nameOf(file) : 'text';
    return answerOf(await readFile({ name, bytes, encoding: file ? encoding : 'utf-8' }), all);
  }
}

function answerOf({ papers, refused }: FileRead, all: boolean): Dispatch | Dispatch[] {
  const secret = refused.find(({ code }) => code === 'secret');
  const [first] = papers;
  const why = secret ?? (first ? undefined : refused[0]);
  if (why || !first) throw refusalError(why?.code ?? 'empty');
  if (all) return papers.map(({ reading }) => toDispatch(reading));
  if (papers.length > 1)
    throw invalid(
      'Tệp chứa nhiều văn bản. Hãy gửi từng văn bản một, hoặc thêm ?all=true.',
      'The file holds several papers. Send them one by one, or add ?all=true.',
      { papers: papers.map(({ origin }) => origin) },
    );
  return toDispatch(first.reading);
}

function knownEncoding(name: string | undefined): EncodingName | undefined {
  const known = name === undefined ? undefined : encodingNamed(name);
  if (known === null) throw invalid('Không có bảng mã này.', 'There is no such encoding.');
  return known;
}
