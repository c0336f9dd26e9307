import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mayDo } from '../access/index.js';
import type { Caller } from '../platform/caller.js';
import { instantWords } from '../platform/components/when.js';
import { Heartbeats, type JobState } from '../platform/heartbeat/heartbeats.js';
import { watched } from '../platform/heartbeat/jobs.rules.js';
import { PageFrame } from '../platform/page-frame.js';
import type { Notice } from '../platform/page.view.js';
import { Readiness, type PartState } from '../platform/readiness.js';
import { watchdogWords } from './words.rules.js';

/** A job that does not work, and what it says of itself. */
interface Stopped {
  job: JobState;
  state: PartState;
}

/** Every page asks: so long one answer serves all of a process. */
const KEPT_MILLISECONDS = 2000;

/** Tells whoever is signed in, on every page, that something has stopped which their work depends on. */
@Injectable()
export class StoppedNotices implements OnModuleInit {
  private found: { at: number; stopped: Promise<readonly Stopped[]> } | undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly heartbeats: Heartbeats,
    private readonly frames: PageFrame,
  ) {}

  onModuleInit(): void {
    this.frames.noticing(async (_, caller) => {
      const stopped = await this.stopped();
      return stopped.filter(({ job }) => concerns(job, caller)).map((one) => noticeOf(one, caller));
    });
  }

  private stopped(): Promise<readonly Stopped[]> {
    const now = performance.now();
    if (!this.found || now - this.found.at > KEPT_MILLISECONDS) this.found = { at: now, stopped: this.find() };
    return this.found.stopped;
  }

  private async find(): Promise<readonly Stopped[]> {
    // where the jobs cannot be asked after, the page itself says that the database does not answer
    const [parts, jobs] = await Promise.all([this.readiness.states(), this.heartbeats.states().catch(() => [])]);
    return jobs.flatMap((job) => {
      const state = parts[job.job];
      return state && !state.ok ? [{ job, state }] : [];
    });
  }
}

const concerns = ({ job }: JobState, { role }: Caller): boolean =>
  watched(job).concerns === 'everybody' || mayDo(role, 'operate');

function noticeOf({ job, state }: Stopped, { role, locale }: Caller): Notice {
  const { parts, banner } = watchdogWords(locale);
  const part = parts[job.job]!;
  const since = job.provedAt ? banner.stopped(part, instantWords(job.provedAt, locale)) : banner.never(part);
  return {
    title: job.hasStopped ? since : banner.failing(part),
    text: [job.hasStopped ? undefined : state.note?.[locale], banner.meanwhile].filter(Boolean).join(' '),
    link: mayDo(role, 'system.view') ? { href: '/system', text: banner.more } : null,
  };
}
