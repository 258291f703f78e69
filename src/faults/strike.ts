import type { ActorNumber } from '../actors/engine.ts';
import type { NetworkOperator } from '../network/bus.ts';
import { corruption, type Rewrite } from '../network/corruption.ts';
import { delaySpikes } from '../network/delay-spikes.ts';
import { duplication } from '../network/duplication.ts';
import { onLinks } from '../network/links.ts';
import { loss } from '../network/loss.ts';
import { partition } from '../network/partition.ts';
import { reordering } from '../network/reordering.ts';
import { exponential } from '../random/exponential.ts';
import type { Disturbances, Imposition } from '../swarm/disturbances.ts';
import type { FaultVerb } from '../swarm/records.ts';
import type { Byzantine, Fault, OfLinks, Partition } from './fault.ts';
import type { Purposes } from './purposes.ts';

/** What a fault needs to strike. */
export interface Striking {
  readonly disturbances: Disturbances;
  /** The running actors that match a pattern. */
  find(pattern: string): readonly ActorNumber[];
  readonly rewriters: Readonly<Record<string, Rewrite>>;
  readonly purposes: Purposes;
}

/** Lets a fault strike. @returns what heals it */
export function strike(fault: Fault, striking: Striking): () => void {
  const { disturbances } = striking;
  switch (fault.kind) {
    case 'crash': {
      const struck = disturbances.crash(striking.find(fault.actor));
      return () => void disturbances.restart(struck, fault.state ?? 'kept');
    }
    case 'pause': {
      const struck = disturbances.pause(striking.find(fault.actor));
      return () => void disturbances.resume(struck);
    }
    case 'slowDown': {
      const struck = disturbances.slowDown(striking.find(fault.actor), fault.serviceMs);
      return () => void disturbances.speedUp(struck);
    }
    case 'clockDrift': {
      const struck = disturbances.drift(striking.find(fault.actor), fault.rate);
      return () => void disturbances.synchronise(struck);
    }
    default:
      return strikeNetwork(fault, striking);
  }
}

type NetworkFault = Byzantine | Partition | Extract<Fault, OfLinks>;

function strikeNetwork(fault: NetworkFault, striking: Striking): () => void {
  const { disturbances, rewriters, purposes } = striking;
  const { atMs: _at, forMs: _for, ...details } = fault;
  const purpose = purposes.take(fault.kind);
  const imposition: Imposition = {
    operator: operatorOf(fault, rewriters, purpose),
    // A network that keeps the order would put right what was put out of it before.
    where: fault.kind === 'reordering' ? 'behind' : 'ahead',
  };
  const [begins, ends] = verbsOf(fault);
  disturbances.impose(imposition, { verb: begins, details });
  return () => {
    purposes.giveBack(purpose);
    disturbances.lift(imposition, { verb: ends, details });
  };
}

function verbsOf({ kind }: NetworkFault): readonly [FaultVerb, FaultVerb] {
  if (kind === 'partition') return ['partition', 'heal'];
  return kind === 'byzantine' ? ['corrupt', 'cure'] : ['degrade', 'restore'];
}

function operatorOf(
  fault: NetworkFault,
  rewriters: Striking['rewriters'],
  purpose: string,
): NetworkOperator {
  if (fault.kind === 'partition') return partition(fault);
  if (fault.kind === 'byzantine') {
    return onLinks({ from: fault.actor }, corruption(rewriters[fault.rewrite]!));
  }
  const operator = linkOperatorOf(fault, purpose);
  return fault.links === undefined ? operator : onLinks(fault.links, operator);
}

function linkOperatorOf(fault: Extract<Fault, OfLinks>, purpose: string): NetworkOperator {
  const { probability } = fault;
  switch (fault.kind) {
    case 'loss':
      return loss({ probability, purpose });
    case 'duplication':
      return duplication({ probability, purpose });
    case 'delaySpikes':
      return delaySpikes({
        probability,
        distribution: exponential({ mean: fault.meanMs }),
        purpose,
      });
    case 'reordering':
      return reordering({ probability, withinMs: fault.withinMs, purpose });
  }
}
