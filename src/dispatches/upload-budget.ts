import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { FILE_BYTES_AT_MOST } from '../files/index.js';
import type { Caller } from '../platform/caller.js';
import { tooLarge, tooMany } from '../platform/errors.js';

const MB = 1024 * 1024;
/** One file. */
export const LARGEST_FILE_BYTES = FILE_BYTES_AT_MOST;
/** One request, all its files together. */
const LARGEST_UPLOAD_BYTES = 40 * MB;
/** What all uploads together may hold in memory until they are stored, and what those of one unit may. */
const HELD_BYTES_AT_MOST = 80 * MB;
const HELD_BY_UNIT_AT_MOST = LARGEST_UPLOAD_BYTES;
/** A connection that promised bytes and sends none gives its room back. */
const SILENT_MILLISECONDS = 20_000;

/** Lets in as many uploads as the memory of this process bears; the others are told to come again. */
@Injectable()
export class UploadBudget implements NestInterceptor {
  private readonly held = new Map<string, number>();
  private readonly workOn = new WeakMap<Request, Promise<void>>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request & { caller?: Caller }>();
    // other bodies were read and limited before
    if (!request.is('multipart/form-data')) return next.handle();
    const bytes = Number(request.headers['content-length'] ?? Number.NaN);
    if (!(bytes <= LARGEST_UPLOAD_BYTES))
      throw tooLarge(
        'Một lần gửi tối đa 40 MB; hãy chia thành nhiều lần.',
        'One upload holds 40 MB at most; send the files in several goes.',
      );
    const release = this.hold(request.caller?.unitId ?? '', bytes);
    request.socket.setTimeout(SILENT_MILLISECONDS, () => request.complete || request.destroy());
    http.getResponse<Response>().once('close', () => {
      request.socket.setTimeout(0);
      void (this.workOn.get(request) ?? Promise.resolve()).finally(release);
    });
    return next.handle();
  }

  private hold(unit: string, bytes: number): () => void {
    const own = this.held.get(unit) ?? 0;
    const all = [...this.held.values()].reduce((sum, each) => sum + each, 0);
    if (own + bytes > HELD_BY_UNIT_AT_MOST || all + bytes > HELD_BYTES_AT_MOST)
      throw tooMany(
        'Hệ thống đang nhận nhiều tệp; hãy gửi lại sau ít phút.',
        'Many files are coming in at the moment; send yours again in a few minutes.',
      );
    this.held.set(unit, own + bytes);
    return () => {
      const left = this.held.get(unit)! - bytes;
      if (left > 0) this.held.set(unit, left);
      else this.held.delete(unit);
    };
  }

  /** Keeps the room of an upload until work on its files is finished, also after the request was answered. */
  keepUntil(request: Request, finished: Promise<void>): void {
    this.workOn.set(request, finished);
  }
}

export interface Uploaded {
  buffer: Buffer;
  originalname: string;
}

/** The name of an uploaded file: browsers send it in UTF-8, and the parser of forms takes it for Latin-1. */
export function nameOf({ originalname }: Pick<Uploaded, 'originalname'>): string {
  const name = Buffer.from(originalname, 'latin1').toString('utf8');
  return (name.includes('\uFFFD') ? originalname : name).normalize('NFC').slice(0, 300);
}
