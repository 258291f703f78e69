import type { GossipStyle } from 'statehive/machines';

/**
 * The exact mean of the rounds that a rumour takes from one of `agents` to all, where everyone can
 * call everyone: the informed at the start of a round are a Markov chain, solved from its end.
 *
 * @param agents - how many there are, >= 2
 */
export function roundsInTheory(agents: number, style: GossipStyle): number {
  const rounds = new Float64Array(agents + 1);
  for (let informed = agents - 1; informed >= 1; informed--) {
    // What follows a round in which nobody hears it is what was before it: it is counted apart.
    const chances = { agents, informed, rounds };
    const left = style === 'push' ? rounds.slice() : afterPulls(chances);
    const mean = style === 'pull' ? left[informed]! : afterPushes({ ...chances, rounds: left });
    rounds[informed] = (1 + mean) / (1 - chanceOfNothing(agents, informed, style));
  }
  return rounds[1]!;
}

interface Chances {
  readonly agents: number;
  /** How many know it when the round starts; only they tell and answer. */
  readonly informed: number;
  /** The mean of the rounds still to come, by how many know. */
  readonly rounds: Float64Array;
}

/** The mean once all of the uninformed have asked somebody, by how many knew before they asked. */
function afterPulls({ agents, informed, rounds }: Chances): Float64Array {
  const heard = informed / (agents - 1);
  const mean = rounds.slice();
  // After step t, mean[i] is that of t who ask while i know; agents - i of them do ask.
  for (let asked = 1; asked <= agents - informed; asked++) {
    for (let know = informed; know <= agents - asked; know++) {
      mean[know] = (1 - heard) * mean[know]! + heard * mean[know + 1]!;
    }
  }
  return mean;
}

/** The mean before all of the informed tell somebody. */
function afterPushes({ agents, informed, rounds }: Chances): number {
  const mean = rounds.slice();
  for (let told = 1; told <= informed; told++) {
    for (let know = informed; know < agents; know++) {
      const news = (agents - know) / (agents - 1);
      mean[know] = (1 - news) * mean[know]! + news * mean[know + 1]!;
    }
  }
  return mean[informed]!;
}

function chanceOfNothing(agents: number, informed: number, style: GossipStyle): number {
  const pushes = style === 'pull' ? 1 : ((informed - 1) / (agents - 1)) ** informed;
  const pulls = style === 'push' ? 1 : (1 - informed / (agents - 1)) ** (agents - informed);
  return pushes * pulls;
}
