import { readFileSync } from 'node:fs';

/** The largest resident set that a process has had, MB. Linux counts it; elsewhere what Node says of this one. */
export function peakMb(pid: number | 'self' = 'self'): number {
  if (process.platform === 'linux') {
    const [, kilobytes] = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  }
  return process.resourceUsage().maxRSS / 1024;
}

/** Seconds of processor time that this process has used, by itself and in the kernel, all threads together. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
