/**
 * How long does a hive take to find and settle the conflicts between ontology packs, and what
 * does it decide? A queen leads agents of six roles through spawning and five phases; they vote
 * on each conflict. Expected: 45 pairs, 43 class and 29 property conflicts on the well-known
 * packs, and none left in what is composed.
 */
import { filter, map } from 'rxjs';
import {
  count,
  defineSimulation,
  type Emission,
  fifo,
  gamma,
  last,
  latency,
  lognormal,
  spans,
  summary,
} from 'statehive';
import {
  type AgentTraits,
  CONFLICT_KINDS,
  countConflicts,
  DETECTION_METHODS,
  knowledgeOf,
  type Phase,
  QUORUM_RULES,
  queenMachine,
  RESOLUTIONS,
  readPacks,
  readyAgents,
  STRATEGIES,
  selectPacks,
} from 'statehive/machines';
import { z } from 'zod';

/** Startup and work take gamma times of this shape: a coefficient of variation of 1/2. */
const SHAPE = 4;

const milliseconds = z.number().nonnegative();
const rule = z.strictObject({
  kind: z.enum(CONFLICT_KINDS).optional(),
  packs: z.array(z.string()).optional(),
  subject: z.string().optional(),
  resolution: z.enum(RESOLUTIONS),
});

export default defineSimulation({
  name: 'hive',
  summary: 'A queen and her agents find and settle the conflicts between ontology packs.',
  params: z.object({
    packs: z
      .string()
      .default('well-known')
      .describe('well-known (10 packs), vocabularies (66), or a JSON file'),
    only: z.string().default('').describe('names of packs, with commas; all of them when empty'),
    agents: z
      .int()
      .min(1)
      .max(10_000)
      .default(12)
      .describe('how many agents; the six roles repeat'),
    strategy: z.enum(STRATEGIES).default('union').describe('how packs are composed'),
    rules: z
      .strictObject({ rules: z.array(rule).optional(), default: z.enum(RESOLUTIONS).optional() })
      .default({})
      .describe(
        'for the custom strategy: {"rules": [{"subject": "Agent", "resolution": "merge"}]}',
      ),
    quorum: z.enum(QUORUM_RULES).default('weighted').describe('when votes decide'),
    detection: z.enum(DETECTION_METHODS).default('hashed').describe('how conflicts are found'),
    spawn: z
      .enum(['sequential', 'parallel'])
      .default('parallel')
      .describe('how agents are spawned'),
    deadlineMs: milliseconds.default(250).describe('how long a phase waits for agents'),
    latencyMedianMs: z.number().positive().default(1).describe('median of the one-way delay'),
    latencyP99Ms: z.number().positive().default(5).describe('99th percentile of the one-way delay'),
    startupMs: z.number().positive().default(5).describe('mean time until a new agent is ready'),
    lookupMs: z
      .number()
      .positive()
      .default(0.002)
      .describe('mean time of one look-up or judgement'),
    doubt: z
      .number()
      .min(0)
      .max(1)
      .default(0.2)
      .describe('how often an unsure agent votes at random'),
    crashShare: z.number().min(0).max(1).default(0).describe('the chance that an agent crashes'),
    crashWithinMs: milliseconds.default(50).describe('by when agents that crash have done so'),
  }),
  network: ({ latencyMedianMs, latencyP99Ms }) => [
    latency(lognormal({ median: latencyMedianMs, p99: latencyP99Ms })),
    fifo(),
  ],
  checking: { params: { only: 'dcterms,dcat', agents: 1, doubt: 0 } },
  compose({ swarm, params }) {
    const { agents, strategy, rules, quorum, detection, spawn, deadlineMs, lookupMs } = params;
    const all = readPacks(params.packs);
    const packs = params.only === '' ? all : selectPacks(all, params.only.split(','));
    const traits = {
      startup: gamma({ shape: SHAPE, scale: params.startupMs / SHAPE }),
      effort: gamma({ shape: SHAPE, scale: lookupMs / SHAPE }),
      doubt: params.doubt,
      crashesAfterMs: undefined,
    };
    const doomed = new Map<number, AgentTraits>();
    // Where nothing is drawn, it can be checked.
    for (let agent = 0; params.crashShare > 0 && agent < agents; agent++) {
      const fate = swarm.random('fate');
      if (fate.uniform() >= params.crashShare) continue;
      doomed.set(agent, { ...traits, crashesAfterMs: fate.uniform() * params.crashWithinMs });
    }
    return swarm.spawn(queenMachine, {
      input: {
        knowledge: knowledgeOf({ packs, detection, strategy, rules, quorum }),
        agents,
        traitsOf: (agent) => doomed.get(agent) ?? traits,
        spawn,
        deadlineMs,
        lookupMs,
      },
    });
  },
  measure({ swarm, actors: queen }) {
    const told$ = swarm.emissions$.pipe(filter(({ actor }) => actor === swarm.address(queen)));
    const of =
      (type: 'phaseBegan' | 'phaseEnded', phase: Phase) =>
      ({ event }: Emission) =>
        event.type === type && event.phase === phase ? phase : undefined;
    const tookMs = (phase: Phase) =>
      last(spans(told$, { begins: of('phaseBegan', phase), ends: of('phaseEnded', phase) }));
    return {
      spawnMs: tookMs('spawn'),
      analyseMs: tookMs('analyse'),
      detectMs: tookMs('detect'),
      consensusMs: tookMs('resolve'),
      validateMs: tookMs('validate'),
      generateMs: tookMs('generate'),
      envelopes: count(swarm.envelopes$),
      flightMs: summary(swarm.envelopes$.pipe(map(({ sentAtMs, dueAtMs }) => dueAtMs - sentAtMs))),
    };
  },
  properties: {
    always: {
      'no conflict is left': ({ actors: queen }) => queen.getSnapshot().context.left === 0,
    },
  },
  until: ({ actors: queen }) => queen.getSnapshot().matches('resting'),
  report({ actors: queen, params }) {
    const { knowledge, detection, decisions, ...hive } = queen.getSnapshot().context;
    const byQuorum = decisions.filter(({ by }) => by === 'quorum').length;
    const agreement = decisions.reduce((sum, decision) => sum + decision.agreement, 0);
    return {
      packs: knowledge.packs.length,
      pairs: detection.pairs,
      conflicts: countConflicts(detection.conflicts),
      resolved: decisions.length,
      byQuorum,
      agreement: decisions.length === 0 ? 1 : agreement / decisions.length,
      agents: params.agents,
      ready: readyAgents(hive).length,
      votes: hive.ballots,
      takenOver: hive.takenOver,
      left: hive.left,
      composed: hive.configuration?.counts ?? null,
      analyses: hive.analyses,
    };
  },
  product: ({ actors: queen }) => queen.getSnapshot().context.configuration,
  explain: ({ packs, pairs, conflicts, resolved, byQuorum, agreement, composed, ...hive }) => [
    `${packs} packs make ${pairs} pairs. In them the hive found`,
    `  ${conflicts.version} version mismatches`,
    `  ${conflicts.namespace} namespace conflicts`,
    `  ${conflicts.class} class collisions`,
    `  ${conflicts.property} property type mismatches`,
    `and settled ${resolved}: ${byQuorum} by quorum, ${resolved - byQuorum} by the strategy's default.`,
    `${hive.votes} of ${hive.agents} agents had voted when the poll was closed, ${Math.round(agreement * 100)}% for what was decided.`,
    `Of ${composed?.defined ?? 0} definitions ${composed?.kept ?? 0} stay as they were, ${composed?.renamed ?? 0} are renamed,`,
    `${composed?.merged ?? 0} merged, ${composed?.replaced ?? 0} replaced, ${composed?.excluded ?? 0} left out; ${hive.left} conflicts are left.`,
    '',
  ],
});
