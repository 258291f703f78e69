/**
 * How means are measured: independent replications. Waits within one run are correlated, so
 * their own standard error is far too small; but runs with different seeds are independent, so
 * the means of 20 of them are a sample. 1,000 jobs of warm-up are more than ten relaxation times
 * 1 / (mu (1 - sqrt(rho))^2) at a load of 0.8, so that the empty start leaves no trace.
 *
 * @see A. M. Law, Simulation Modeling and Analysis, 2015, section 9.5
 */
export const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** Student's t for 99% on both sides and 19 degrees of freedom. */
const t99 = 2.861;

/** The mean of a sample of as many as there are {@link seeds}, and how far off it may be. */
export function confidence99(sample: readonly number[]): { mean: number; halfWidth: number } {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (sample.length - 1) / sample.length);
  return { mean, halfWidth: t99 * standardError };
}

/**
 * The chance that a job has to wait at `servers` servers under an offered load of `erlangs`.
 *
 * @see A. K. Erlang, Solution of some problems in the theory of probabilities of significance in
 * automatic telephone exchanges, 1917
 */
export function erlangC(servers: number, erlangs: number): number {
  let term = 1;
  let sum = 0;
  for (let busy = 0; busy < servers; busy++) {
    sum += term;
    term *= erlangs / (busy + 1);
  }
  const waiting = (term * servers) / (servers - erlangs);
  return waiting / (sum + waiting);
}

/** Mean wait at M/M/c, ms, of rates for each ms. */
export function waitAtMMc(servers: number, lambda: number, mu: number): number {
  return erlangC(servers, lambda / mu) / (servers * mu - lambda);
}
