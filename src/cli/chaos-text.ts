import { type Chaos, type ChaosOptions, chaos } from '../faults/chaos.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { nearest } from './nearest.ts';

/** What `--chaos` can be told, and how each is read. */
const readers: Readonly<Record<keyof Required<ChaosOptions>, (text: string) => unknown>> = {
  crashes: Number,
  deaths: Number,
  pauses: Number,
  slowDowns: Number,
  clockDrifts: Number,
  partitions: Number,
  byzantine: Number,
  loss: Number,
  duplication: Number,
  delaySpikes: Number,
  reordering: Number,
  fromMs: Number,
  untilMs: Number,
  healAtMs: Number,
  lastsMinMs: Number,
  lastsMaxMs: Number,
  actors: (text) => text.split('+'),
  maxDown: Number,
  state: stateOf,
  bursts: Number,
  serviceMs: Number,
  drift: Number,
  spikeMeanMs: Number,
  withinMs: Number,
};

/**
 * Reads what is written behind `--chaos`: nothing, or `loss=0.1,crashes=2,actors=agent-*+queen`.
 *
 * @throws UsageError that says what cannot be told, or is out of range
 */
export function readChaos(text: string | true): Chaos {
  const parts = text === true ? [] : text.split(',');
  const options = Object.fromEntries(parts.map(readOption));
  try {
    return chaos(options);
  } catch (error) {
    throw new UsageError(`--${error instanceof Error ? error.message : error}.`);
  }
}

function readOption(part: string): readonly [string, unknown] {
  const [name = '', value] = part.split(/=(.*)/s);
  if (!(name in readers)) {
    const near = nearest(name, Object.keys(readers));
    const guess = near === undefined ? '' : ` Did you mean '${near}'?`;
    const known = Object.keys(readers).join(', ');
    throw new UsageError(`--chaos cannot be told '${name}'.${guess} It can be told ${known}.`);
  }
  if (value === undefined || value === '') {
    throw new UsageError(`--chaos: '${name}' needs a value, as in --chaos crashes=2,loss=0.1.`);
  }
  return [name, readers[name as keyof ChaosOptions](value)];
}

function stateOf(text: string): string {
  if (text === 'kept' || text === 'lost') return text;
  throw new UsageError(`--chaos: state is kept or lost, not '${text}'.`);
}
