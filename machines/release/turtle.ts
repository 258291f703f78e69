import type { Pack } from '../hive/packs/pack.ts';

/** A class or property that a document declares. */
export interface DeclaredTerm {
  readonly iri: string;
  /** As `owl:Class`. */
  readonly kind: string;
  /** IRI; `null` when it has none. */
  readonly range: string | null;
}

const PREFIXES: Readonly<Record<string, string>> = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
};

const STATEMENT = /^<([^>]*)> a (\S+)(?: ; rdfs:range <([^>]*)>)? \.$/gm;

/**
 * Packs as one ontology in Turtle: a statement for each term, under the namespace of its pack.
 *
 * @see https://www.w3.org/TR/turtle/
 */
export function turtleOf(packs: readonly Pack[]): string {
  const prefixes = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`);
  return [...prefixes, ...packs.flatMap(statementsOf), ''].join('\n');
}

/** The terms that such a document declares, in its order. */
export function termsOf(turtle: string): DeclaredTerm[] {
  return Array.from(turtle.matchAll(STATEMENT), ([, iri = '', kind = '', range]) => {
    return { iri, kind, range: range ?? null };
  });
}

function statementsOf({ name, namespace, classes, properties }: Pack): string[] {
  const base = namespace ?? `urn:pack:${encodeURIComponent(name)}#`;
  // What was qualified to tell it from another's is told from it by its namespace here.
  const iriOf = (each: string) =>
    escaped(base + (each.startsWith(`${name}:`) ? each.slice(name.length + 1) : each));
  return [
    ...classes.map((each) => `<${iriOf(each)}> a owl:Class .`),
    ...properties.map(({ name: each, kind, range }) => {
      const ranged = range === null ? '' : ` ; rdfs:range <${escaped(range)}>`;
      return `<${iriOf(each)}> a ${kindOf(kind)}${ranged} .`;
    }),
  ];
}

function kindOf(kind: string): string {
  return kind === 'Property' ? 'rdf:Property' : `owl:${kind}`;
}

/** What may not stand in an IRI, as numbers. */
function escaped(iri: string): string {
  return iri.replace(/[\s<>"{}|^`\\]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
