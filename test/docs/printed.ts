/** Wall times differ from run to run, and each is as good as any other. */
const wallTimes = [
  /[\d,]+ states\/s in [\d.,]+ \w+/g,
  /computed in .*$/gm,
  /"wallMs": ?[\d.]+/g,
  /time=[\d.]+ms/g,
];

/** What is told only of what takes a while. */
const progress =
  /^[\d,]+ (?:of [\d,]+ seeds, .* left|states of .* waiting, .*|runs to shrink .* left)\n/gm;

/** What a command printed, without what may differ from run to run. */
export function comparable(printed: string): string {
  const whole = printed.replace(progress, '');
  return wallTimes.reduce((text, pattern) => text.replace(pattern, '…'), whole).trim();
}
