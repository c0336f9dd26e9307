import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.js';
import { notReadyOf, Readiness } from '../platform/readiness.js';

/** Whoever watches the switch may be slow; nothing here waits for it. */
const ANSWER_MILLISECONDS = 10_000;

/**
 * Calls the address of a dead man's switch while everything is on time, and `/fail` below it while something is not.
 * Whoever watches it raises the alarm where no call comes any more: so it is heard of as well when this process, its
 * machine or its network is gone.
 */
@Injectable()
export class DeadMansSwitch implements OnApplicationShutdown {
  private readonly log = new Logger('heartbeat');
  private readonly stopping = new AbortController();
  private calling: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly readiness: Readiness,
  ) {}

  /** Begins a call, and does not wait for it; while one is under way there is no other. */
  call(): void {
    const { heartbeatUrl: url } = this.config;
    if (url === undefined || this.calling || this.stopping.signal.aborted) return;
    this.calling = this.tell(url).finally(() => (this.calling = undefined));
  }

  private async tell(url: string): Promise<void> {
    try {
      const late = notReadyOf(await this.readiness.states());
      const answer = await fetch(late.length === 0 ? url : failing(url), {
        method: 'POST',
        body: late.join(' '),
        redirect: 'error',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_MILLISECONDS)]),
      });
      await answer.body?.cancel();
      if (!answer.ok) this.log.warn({ msg: 'the heartbeat was not taken', status: answer.status });
    } catch (error) {
      // the address is a secret, and messages of the network name it
      if (!this.stopping.signal.aborted) this.log.warn({ msg: 'the heartbeat was not taken', error: codeOf(error) });
    }
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }
}

const failing = (text: string): string => {
  const url = new URL(text);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
  return url.href;
};

function codeOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : name;
}
