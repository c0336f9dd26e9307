import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Locale } from './caller.js';
import { invalid, notFound, tooLarge, unavailable, type ProductError, type Words } from './errors.js';
import { knownErrorOf } from './known-error.js';
import { errorPage } from './error.view.js';
import { PageFrame } from './page-frame.js';
import type { Frame } from './page.view.js';
import { localeOf } from './request.rules.js';

/** Any thrown value as a member of the product's family; undefined for a defect. */
const productErrorOf = (error: unknown): ProductError | undefined =>
  knownErrorOf(error) ?? (error instanceof HttpException ? fromNest(error) : undefined);

function fromNest(error: HttpException): ProductError {
  const status = error.getStatus();
  const body = error.getResponse() as { message?: unknown };
  if (status === 404) return notFound('Không có trang hay tài nguyên này.', 'There is no such page or resource.');
  if (status === 413)
    return tooLarge('Nội dung gửi lên quá lớn (tối đa 2 MB).', 'What was sent is too large (2 MB at most).');
  if (status >= 500) return unavailable('Tạm thời không phục vụ được.', 'Not available at the moment.');
  const errors = [body.message ?? ''].flat().map(String);
  return invalid(
    `Dữ liệu gửi lên không hợp lệ: ${errors.join('; ')}`,
    `What was sent is not valid: ${errors.join('; ')}`,
    {
      errors,
    },
  );
}

const areWords = (value: unknown): value is Words[] =>
  Array.isArray(value) &&
  value.every(
    (one: unknown) => typeof one === 'object' && one !== null && Object.keys(one).toSorted().join() === 'en,vi',
  );

/** Sentences among the details come in both languages, and are answered in one; what says more than a sentence stays whole. */
const inLocale = (details: ProductError['details'], locale: Locale): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      areWords(value) ? value.map((words) => words[locale]) : value,
    ]),
  );

/** The token of a link and a code are permissions: they do not go into a log. */
const pathToLog = ({ path }: Request): string => path.replace(/^\/(a|m|deadlines)\/.*$/i, '/$1/…');

/** Answers errors as problem documents (RFC 9457) below /api and as a page elsewhere, in the caller's language. */
@Catch()
export class ErrorResponses implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly frames: PageFrame) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request & { locale?: Locale }>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return void response.end();
    const known = productErrorOf(error);
    const incident = known ? undefined : randomUUID();
    if (!known)
      this.log.error({ incident, path: pathToLog(request), error: error instanceof Error ? error.stack : error });
    const isPage = !/^\/(api|healthz|readyz|metrics)\b/.test(request.path);
    const frame = isPage ? await this.frameOf(request) : undefined;
    const locale = frame?.locale ?? request.locale ?? localeOf(request.headers);
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
    if (isPage) {
      response.status(status).type('html').send(errorPage({ status, code, detail, locale, frame }));
    } else {
      response.status(status).type('application/problem+json');
      const details = known ? inLocale(known.details, locale) : {};
      response.send(JSON.stringify({ type: `urn:thongsuot:${code}`, title: code, status, detail, ...details }));
    }
  }

  /** The page that failed keeps its frame, unless what the frame needs has failed too. */
  private async frameOf(request: Request): Promise<Frame | undefined> {
    try {
      return await this.frames.of(request);
    } catch {
      return undefined;
    }
  }
}
