/** A property that a pack defines. */
export interface PackProperty {
  /** Local name: `knows`. */
  readonly name: string;
  /** How the vocabulary declares it: `Property`, `ObjectProperty`, `DatatypeProperty`, … */
  readonly kind: string;
  /** IRI of the declared range; `null` when it is not known. */
  readonly range: string | null;
}

/**
 * An ontology package, or rather a *reference* to one: `version` may be any semver range.
 *
 * One name may be listed more than once. References of one name are the same pack: between
 * them only their ranges are compared (a version mismatch when they do not intersect),
 * never their classes, properties or namespaces.
 *
 * @example
 * const pack: Pack = {
 *   name: 'foaf', version: '^1.0.6', namespace: 'http://xmlns.com/foaf/0.1/',
 *   classes: ['Person'], properties: [], imports: [], versionInfo: null,
 * };
 */
export interface Pack {
  /** Usual prefix of the vocabulary; it qualifies names that collide (`foaf:Person`). */
  readonly name: string;
  /** Semver version or range: `1.0.6`, `^1.2`, `>=1 <2`. */
  readonly version: string;
  /** IRI that the terms start with; `null` when it is not known. */
  readonly namespace: string | null;
  /** Local names, each once. */
  readonly classes: readonly string[];
  /** Each name once. */
  readonly properties: readonly PackProperty[];
  /** IRIs of imported ontologies. */
  readonly imports: readonly string[];
  readonly versionInfo: string | null;
}

/** Which pack of a list is meant: a name alone does not say, since it may be listed twice. */
export interface PackReference {
  /** Index in the list, from 0. */
  readonly position: number;
  readonly name: string;
  /** Unique in the list: the name, percent-encoded, and from the second reference on `#2`, `#3`, … */
  readonly label: string;
}

/** One reference for each pack, in the order of the list. */
export function referencesOf(packs: readonly Pack[]): PackReference[] {
  const seen = new Map<string, number>();
  return packs.map(({ name }, position) => {
    const ordinal = (seen.get(name) ?? 0) + 1;
    seen.set(name, ordinal);
    // Encoding keeps the separators of a conflict's key out of a label.
    const encoded = encodeURIComponent(name);
    return { position, name, label: ordinal === 1 ? encoded : `${encoded}#${ordinal}` };
  });
}
