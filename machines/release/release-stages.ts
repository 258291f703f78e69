import type { Distribution } from 'statehive';
import { detectHashed } from '../hive/conflicts/detect-hashed.ts';
import type { Pack } from '../hive/packs/pack.ts';
import { type Artifact, readArtifact } from '../pipeline/artifact.ts';
import type { Artifacts, StageDefinition } from '../pipeline/stage-definition.ts';
import type { RegistryChange } from '../registry/changes.ts';
import { countTerms, turtleOf } from './turtle.ts';

/** What a hive has come to. */
export interface Composition {
  /** As they are composed. */
  readonly packs: readonly Pack[];
  /** What its decisions call for. */
  readonly changes: readonly RegistryChange[];
}

/** What is released: the artifact of the last stage. */
export interface ReleasePackage extends RenderedOntology {
  readonly changes: readonly RegistryChange[];
}

/** The artifact of `render`. */
export interface RenderedOntology {
  /** In Turtle. */
  readonly ontology: string;
  /** How many classes and properties it is to declare. */
  readonly terms: number;
}

/**
 * The stages from what a hive has composed to what can be released:
 *
 * ```text
 * packs ──┬── validate ────────┬── package
 *         └── render ── test ──┤
 * changes ─────────────────────┘
 * ```
 *
 * `validate` fails when a conflict is left, `test` when the rendered ontology, read again, does not
 * declare as many terms as were composed.
 *
 * @param service - how long each works, simulated ms
 */
export function releaseStages(
  { packs, changes }: Composition,
  service: Distribution,
): StageDefinition[] {
  const after = ['validate', 'render', 'test', 'changes'];
  return [
    { name: 'packs', after: [], service, make: () => packs },
    { name: 'changes', after: [], service, make: () => changes },
    { name: 'validate', after: ['packs'], service, make: validated },
    { name: 'render', after: ['packs'], service, make: rendered },
    { name: 'test', after: ['render'], service, make: tested },
    { name: 'package', after, service, make: packaged },
  ];
}

/** Reads the artifact of the last of {@link releaseStages}. */
export function readPackage(artifact: Artifact): ReleasePackage {
  return readArtifact(artifact) as ReleasePackage;
}

function validated(artifacts: Artifacts): { readonly conflicts: 0 } {
  const left = detectHashed(artifacts.packs as readonly Pack[]).conflicts;
  if (left.length === 0) return { conflicts: 0 };
  throw new Error(`conflicts are left: ${left.map(({ key }) => key).join(', ')}`);
}

function rendered(artifacts: Artifacts): RenderedOntology {
  const packs = artifacts.packs as readonly Pack[];
  const terms = packs.reduce(
    (sum, { classes, properties }) => sum + classes.length + properties.length,
    0,
  );
  return { ontology: turtleOf(packs), terms };
}

function tested({ render }: Artifacts): { readonly terms: number } {
  const { ontology, terms } = render as RenderedOntology;
  const declared = countTerms(ontology);
  if (declared === terms) return { terms };
  throw new Error(`${terms} terms were composed, and ${declared} are declared`);
}

function packaged({ render, changes }: Artifacts): ReleasePackage {
  return { ...(render as RenderedOntology), changes: changes as readonly RegistryChange[] };
}
