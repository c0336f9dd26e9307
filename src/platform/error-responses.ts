import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Locale } from './caller.js';
import { conflict, invalid, notFound, ProductError, tooLarge, unavailable } from './errors.js';
import { errorPage } from './error.view.js';

const CONNECTION_LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', '57P01', '57P02', '57P03', '53300']);
const UNIQUE_VIOLATION = '23505';

interface Coded {
  code?: unknown;
  type?: unknown;
  cause?: unknown;
  message?: string;
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let e = error as Coded | undefined; e && codes.length < 5; e = e.cause as Coded | undefined)
    if (typeof e.code === 'string') codes.push(e.code);
  return codes;
}

/** Drivers say it in words where they have no code. */
const lostInWords = (error: unknown): boolean =>
  /Connection terminated|timeout exceeded when trying to connect/i.test((error as Coded)?.message ?? '');

/** Any thrown value as a member of the product's family; undefined for a defect. */
export function productErrorOf(error: unknown): ProductError | undefined {
  if (error instanceof ProductError) return error;
  const codes = codesOf(error);
  if (codes.some((code) => CONNECTION_LOST.has(code)) || lostInWords(error))
    return unavailable(
      'Cơ sở dữ liệu hiện không trả lời; chưa có gì được ghi. Hãy thử lại sau ít phút.',
      'The database does not answer at the moment; nothing was recorded. Try again in a few minutes.',
    );
  if (codes.includes(UNIQUE_VIOLATION))
    return conflict('Việc này vừa được thực hiện ở nơi khác; hãy tải lại.', 'This was just done elsewhere; reload.');
  if ((error as Coded)?.type === 'entity.too.large' || codes.includes('LIMIT_FILE_SIZE'))
    return tooLarge('Nội dung gửi lên quá lớn (tối đa 2 MB).', 'What was sent is too large (2 MB at most).');
  return error instanceof HttpException ? fromNest(error) : undefined;
}

function fromNest(error: HttpException): ProductError {
  const status = error.getStatus();
  const body = error.getResponse() as { message?: unknown };
  if (status === 404) return notFound('Không có trang hay tài nguyên này.', 'There is no such page or resource.');
  if (status === 413) return tooLarge('Nội dung gửi lên quá lớn (tối đa 2 MB).', 'What was sent is too large (2 MB at most).');
  if (status >= 500) return unavailable('Tạm thời không phục vụ được.', 'Not available at the moment.');
  const errors = Array.isArray(body.message) ? (body.message as unknown[]).map(String) : [String(body.message ?? '')];
  return invalid(`Dữ liệu gửi lên không hợp lệ: ${errors.join('; ')}`, `What was sent is not valid: ${errors.join('; ')}`, {
    errors,
  });
}

/** Answers errors as problem documents (RFC 9457) below /api and as a page elsewhere, in the caller's language. */
@Catch()
export class ErrorResponses implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & { locale?: Locale }>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.end();
    const known = productErrorOf(error);
    const incident = known ? undefined : randomUUID();
    if (!known) this.log.error({ incident, path: request.path, error: error instanceof Error ? error.stack : error });
    const locale = request.locale ?? 'vi';
    const status = known?.status ?? 500;
    const code = known?.code ?? 'unexpected';
    const detail = known
      ? known.words[locale]
      : {
          vi: `Có lỗi ngoài dự kiến (mã ${incident}); chưa có gì được ghi. Hãy báo mã này cho người vận hành.`,
          en: `Something unexpected went wrong (incident ${incident}); nothing was recorded. Tell the operator this code.`,
        }[locale];
    if (status === 503) response.setHeader('Retry-After', '30');
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (/^\/(api|healthz|readyz|metrics)\b/.test(request.path)) {
      response.status(status).type('application/problem+json');
      response.send(JSON.stringify({ type: `urn:thongsuot:${code}`, title: code, status, detail, ...known?.details }));
    } else {
      response.status(status).type('html').send(errorPage({ status, code, detail, locale }));
    }
  }
}
