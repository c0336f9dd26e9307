import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

const MEGABYTE_IN_KILOBYTES = 1024;
/** `getconf CLK_TCK` of every Linux that Node runs on: what /proc counts processor time in. */
const TICKS_PER_SECOND = 100;

/** Fields of /proc/<pid>/stat after the name, which may hold blanks; undefined where there is no such process. */
function statOf(pid: number): number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return undefined;
  }
}

const PARENT = 1;
const OWN = [11, 12] as const;
const ENDED_CHILDREN = [13, 14] as const;
const milliseconds = (stat: readonly number[], fields: readonly number[]): number =>
  (fields.reduce((sum, field) => sum + stat[field]!, 0) * 1000) / TICKS_PER_SECOND;

/** Processor time of a process so far, in milliseconds; null where the system does not tell. */
export function processorTime(pid: number): number | null {
  const stat = statOf(pid);
  return stat ? milliseconds(stat, OWN) : null;
}

/** The server process that a connection's backend belongs to; null where it does not run on this machine. */
export async function postmasterOf(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  try {
    if (!readFileSync(`/proc/${rows[0].pid}/comm`, 'utf8').startsWith('postgres')) return null;
  } catch {
    return null;
  }
  return statOf(rows[0].pid)?.[PARENT] ?? null;
}

/** Processor time of PostgreSQL so far, all its processes together, those that have ended included. */
export function postgresTime(postmaster: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat): stat is number[] => stat !== undefined && stat[PARENT] === postmaster);
  const own = statOf(postmaster);
  return (
    (own ? milliseconds(own, [...OWN, ...ENDED_CHILDREN]) : 0) +
    children.reduce((sum, stat) => sum + milliseconds(stat, OWN), 0)
  );
}

/** Resident memory of a process in megabytes: now, and the most so far; null where the system does not tell. */
export function residentMemory(pid: number): { now: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)![1]) / MEGABYTE_IN_KILOBYTES;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  } catch {
    return null;
  }
}
