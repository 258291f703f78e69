/**
 * CPU time of this process so far, user and system, ms, to a microsecond. Work that waits for
 * nothing takes as much of it on a busy host as on an idle one, whatever the wall clock says.
 */
export function cpuNowMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
