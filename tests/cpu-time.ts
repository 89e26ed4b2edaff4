// How long something takes in time of the processor, which other processes do not lengthen as they do the clock's.

/** Starts counting; the function it gives tells the milliseconds of processor time this process has used since. */
export function countCpuTime(): () => number {
  const started = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
}
