/** Wall times differ from run to run, and each is as good as any other. */
const wallTimes = [/[\d,]+ states\/s in [\d.,]+ \w+/g, /computed in .*$/gm, /"wallMs": ?[\d.]+/g];

/** What a command printed, without what may differ from run to run. */
export function comparable(printed: string): string {
  return wallTimes.reduce((text, pattern) => text.replace(pattern, '…'), printed).trim();
}
