/** Flags with a value that say which runs, or where the result goes; not what a run is. */
const valued = ['--seed', '--seeds', '--out', '--save'];

/** The command that gives the same run again, whichever seed was drawn. */
export function againCommand(
  simulation: string,
  { flags, seed }: { flags: readonly string[]; seed: number },
): string {
  const kept = flags.filter((_, at) => !valued.some((name) => isOf(name, flags, at)));
  const told = kept.filter((flag) => flag !== '--json').map(quoted);
  return ['statehive run', quoted(simulation), ...told, `--seed ${seed}`].join(' ');
}

// A flag itself, with or without its value, or the value that follows it.
function isOf(name: string, flags: readonly string[], at: number): boolean {
  const flag = flags[at]!;
  return flag === name || flag.startsWith(`${name}=`) || flags[at - 1] === name;
}

function quoted(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
