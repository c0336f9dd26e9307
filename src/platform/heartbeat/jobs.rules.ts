/** A background job that must go on running, as the watchdog knows it. */
interface Watched {
  /** Seconds from one round to the next where nothing is wrong. */
  everySeconds: number;
  /** Runs more often where the setting asks for more frequent proof. */
  keepsPace?: true;
  /** Whom it concerns when it stops: everybody who is signed in, or only who operates the system. */
  concerns: 'everybody' | 'operators';
  /** What stops without harm for hours is degraded, and takes no replica out of service. */
  canWait?: true;
}

/**
 * Every job that must run, and how often it comes round. `clock` is the watchdog's own round: the clocks agree, and the
 * timers of the process fire.
 */
export const JOBS = {
  sweep: { everySeconds: 10, keepsPace: true, concerns: 'everybody' },
  digests: { everySeconds: 10, concerns: 'everybody' },
  mailer: { everySeconds: 1, concerns: 'everybody' },
  inbox: { everySeconds: 60, keepsPace: true, concerns: 'everybody' },
  clock: { everySeconds: 15, keepsPace: true, concerns: 'everybody' },
  'calendar-changes': { everySeconds: 2, concerns: 'everybody' },
  'bulk-acts': { everySeconds: 1, concerns: 'everybody' },
  reorganisations: { everySeconds: 10, concerns: 'operators' },
  counters: { everySeconds: 1, concerns: 'operators' },
  balance: { everySeconds: 60, concerns: 'operators' },
  'sign-ins': { everySeconds: 1, concerns: 'operators', canWait: true },
  forecasts: { everySeconds: 600, concerns: 'operators', canWait: true },
  summaries: { everySeconds: 60, concerns: 'operators', canWait: true },
  codes: { everySeconds: 3600, concerns: 'operators', canWait: true },
} as const satisfies Readonly<Record<string, Watched>>;

export type Job = keyof typeof JOBS;

/** A job as the table has it. */
export const watched = (job: Job): Watched => JOBS[job];

/**
 * Seconds within which a job must prove that it got through a round.
 * @param setting  `HEARTBEAT_SECONDS`
 */
export function periodSeconds(job: Job, setting: number): number {
  const { everySeconds, keepsPace } = watched(job);
  return keepsPace ? setting : Math.max(setting, everySeconds);
}

/** Seconds from one round to the next: no more than a quarter of the period where the job keeps pace with the setting. */
export function roundSeconds(job: Job, setting: number): number {
  const { everySeconds, keepsPace } = watched(job);
  // the mailbox of answers belongs to somebody else's server: it is read once a period, no more often
  return keepsPace ? Math.min(everySeconds, job === 'inbox' ? setting : setting / 4) : everySeconds;
}

/**
 * Whether a job counts as stopped: two periods have passed without a proof. One that lies in the future is none: the
 * database's clock was set back meanwhile.
 * @param proofSeconds  age of the last proof by the database's clock; null where there has never been one
 * @param upSeconds     how long this process has been waiting for the first
 */
export function hasStopped(proofSeconds: number | null, upSeconds: number, period: number): boolean {
  return proofSeconds === null ? upSeconds > 2 * period : Math.abs(proofSeconds) > 2 * period;
}
