/** Keeps `console.log` from stdout while something works: benny announces each suite there. */
export async function silenced<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => undefined;
  try {
    return await work();
  } finally {
    console.log = log;
  }
}
