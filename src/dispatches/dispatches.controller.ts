import { Controller, HttpCode, Post, Req, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBearerAuth, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { invalid } from '../platform/errors.js';
import { Requires } from '../platform/requires.js';
import { readOpenText, textOf } from './read-text.js';
import type { Dispatch } from './reading/dispatch.rules.js';
import { toDispatch } from './reading/reading.rules.js';

export const LARGEST_FILE_BYTES = 2 * 1024 * 1024;

@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1/dispatches')
export class DispatchesController {
  /** Reads a dispatch without keeping anything of it: multipart `file`, or the text itself as `text/plain`. */
  @Post('read')
  @HttpCode(200)
  @Requires('dispatches.read')
  @ApiConsumes('multipart/form-data', 'text/plain')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: LARGEST_FILE_BYTES, files: 1 } }))
  read(@UploadedFile() file: { buffer: Buffer } | undefined, @Req() request: Request): Dispatch {
    const body: unknown = request.body;
    if (!file && (typeof body !== 'string' || body === ''))
      throw invalid(
        'Hãy gửi tệp trong trường `file`, hoặc nội dung dạng text/plain.',
        'Send a file in the field `file`, or the text as text/plain.',
      );
    return toDispatch(readOpenText(file ? textOf(file.buffer) : (body as string)));
  }
}
