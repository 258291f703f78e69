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

const PROLOGUE = Object.entries(PREFIXES)
  .map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`)
  .join('');

const UNSAFE = /[\s<>"{}|^`\\]/;
const EACH_UNSAFE = new RegExp(UNSAFE, 'g');
const STATEMENT = /^<([^>]*)> a (\S+)(?: ; rdfs:range <([^>]*)>)? \.$/gm;

/**
 * Packs as one ontology in Turtle: a statement for each term, under the namespace of its pack.
 *
 * @see https://www.w3.org/TR/turtle/
 */
export function turtleOf(packs: readonly Pack[]): string {
  return packs.reduce((text, pack) => text + statementsOf(pack), PROLOGUE);
}

/** The terms that such a document declares, in its order. */
export function termsOf(turtle: string): DeclaredTerm[] {
  return Array.from(turtle.matchAll(STATEMENT), ([, iri = '', kind = '', range]) => {
    return { iri, kind, range: range ?? null };
  });
}

/** How many terms such a document declares. */
export function countTerms(turtle: string): number {
  STATEMENT.lastIndex = 0;
  let terms = 0;
  while (STATEMENT.test(turtle)) terms += 1;
  return terms;
}

function statementsOf({ name, namespace, classes, properties }: Pack): string {
  const base = escaped(namespace ?? `urn:pack:${encodeURIComponent(name)}#`);
  const prefix = `${name}:`;
  // What was qualified to tell it from another's is told from it by its namespace here.
  const iriOf = (each: string) =>
    base + escaped(each.startsWith(prefix) ? each.slice(prefix.length) : each);
  let text = '';
  for (const each of classes) text += `<${iriOf(each)}> a owl:Class .\n`;
  for (const { name: each, kind, range } of properties) {
    text += `<${iriOf(each)}> a ${kindOf(kind)}`;
    text += range === null ? ' .\n' : ` ; rdfs:range <${escaped(range)}> .\n`;
  }
  return text;
}

function kindOf(kind: string): string {
  return kind === 'Property' ? 'rdf:Property' : `owl:${kind}`;
}

/** What may not stand in an IRI, as numbers. */
function escaped(iri: string): string {
  if (!UNSAFE.test(iri)) return iri;
  return iri.replace(EACH_UNSAFE, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
