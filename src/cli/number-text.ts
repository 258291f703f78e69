/** A number in at most four significant digits, its thousands parted; whole and large numbers in full. */
export function number(value: number): string {
  const isWhole = Number.isInteger(value) || Math.abs(value) >= 1e4;
  if (isWhole) return Math.round(value).toLocaleString('en');
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}

/** Wall or simulated time as a person says it: `42.31 ms`, `8.2 s`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${number(ms < 100 ? ms : Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${number(Math.floor(whole / 60))} min ${whole % 60} s`;
}
