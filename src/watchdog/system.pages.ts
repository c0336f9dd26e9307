import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { PageFrame } from '../platform/page-frame.js';
import { Readiness } from '../platform/readiness.js';
import { Requires } from '../platform/requires.js';
import { systemPage } from './system.view.js';

/** The page of who operates the system, and of auditors: what runs, what has stopped, what does not work for some. */
@Controller('system')
export class SystemPages {
  constructor(
    private readonly readiness: Readiness,
    private readonly heartbeats: Heartbeats,
    private readonly frames: PageFrame,
  ) {}

  @Get()
  @Requires('system.view')
  async show(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const [parts, jobs] = await Promise.all([this.readiness.states(), this.heartbeats.states()]);
    const frame = await this.frames.of(request, response);
    return systemPage(frame, { parts, jobs });
  }
}
