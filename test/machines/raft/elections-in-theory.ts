/**
 * What D. Ongaro's dissertation (Consensus: Bridging Theory and Practice, Stanford 2014, chapter 9)
 * derives of elections in which messages take the same time.
 */

/**
 * How likely an election is a split vote: too many servers time out before the first of them can ask
 * for their votes.
 *
 * @param latency - one way, as a share of the range of election timeouts
 */
export function splitVoteRate(servers: number, alive: number, latency: number): number {
  const candidates = alive - Math.floor(servers / 2) + 1;
  let rate = 0;
  for (let others = candidates - 1; others <= alive; others++) {
    rate += choose(alive, others) * latency ** others * (1 - latency) ** (alive - others);
  }
  return rate;
}

/** When the first of them times out on average, as a share of the range. */
export function meanFirstTimeout(alive: number): number {
  return 1 / (alive + 1);
}

function choose(of: number, count: number): number {
  return count === 0 ? 1 : (choose(of - 1, count - 1) * of) / count;
}
