import type { Change, Ruling } from './configuration.ts';
import type { Member } from './member.ts';
import { type Fate, holderOf, termFates } from './term-fates.ts';

/** Which of a pack's definitions: its classes or its properties. */
export type TermKind = 'class' | 'property';

/** What became of one definition, under its final name. */
export interface SettledTerm {
  readonly name: string;
  readonly definers: readonly string[];
  /** Of each definer. */
  readonly fates: ReadonlyMap<string, Fate>;
}

/**
 * The terms of one kind of which not every definition is sure to stay: those that packs are in
 * conflict about and, where a term must be shared to stay, all of them.
 */
export function settleTerms(
  members: ReadonlyMap<string, Member>,
  kind: TermKind,
  rulings: readonly Ruling[],
  sharedByMin: number,
): SettledTerm[] {
  const contested = rulingsBySubject(members, kind, rulings);
  if (contested.size === 0 && sharedByMin === 1) return [];
  const isUnsure = (name: string) => sharedByMin > 1 || contested.has(name);
  const terms: SettledTerm[] = [];
  for (const [name, definers] of definersOf(members, kind, isUnsure)) {
    const fates = termFates(definers, contested.get(name) ?? []);
    if (sharedByMin > 1) keepShared(fates, sharedByMin);
    terms.push({ name, definers, fates });
  }
  return terms;
}

/** The terms of one kind that are asked for, of those that some member defines, and the members that do. */
export function definersOf(
  members: ReadonlyMap<string, Member>,
  kind: TermKind,
  isAsked: (name: string) => boolean,
): Map<string, string[]> {
  const definers = new Map<string, string[]>();
  for (const member of members.values()) {
    for (const name of namesOf(member, kind)) {
      if (!isAsked(name)) continue;
      const present = definers.get(name);
      if (present === undefined) definers.set(name, [member.name]);
      else present.push(member.name);
    }
  }
  return definers;
}

function namesOf(member: Member, kind: TermKind): Iterable<string> {
  return kind === 'class' ? member.classes : member.propertyNames;
}

/** Carries the fates out on the members, and says what it changed. */
export function applyTerms(
  members: ReadonlyMap<string, Member>,
  kind: TermKind,
  terms: readonly SettledTerm[],
  changes: Change[],
): void {
  if (terms.length === 0) return;
  const taken = takenNames(members, kind);
  for (const { name, definers, fates } of terms) {
    for (const pack of definers) {
      const { fate } = fates.get(pack)!;
      if (fate === 'kept') continue;
      const to = fate === 'renamed' ? qualifiedName(pack, name, taken) : null;
      rename(members.get(pack)!, kind, name, to);
      changes.push({ ...changeOf(kind, pack, name, fates), ...(to === null ? {} : { to }) });
    }
  }
  nameHolders(changes, kind);
}

// A definition must be shared by enough packs: itself, those merged into it, and those of
// one name that agree with it without having been in conflict.
function keepShared(fates: Map<string, Fate>, sharedByMin: number): void {
  const names = [...fates.keys()];
  const kept = names.filter((name) => fates.get(name)!.fate === 'kept');
  const merged = names.filter((name) => fates.get(name)!.fate === 'merged');
  const shared = kept.length + merged.length >= sharedByMin;
  for (const name of shared ? [] : [...kept, ...merged]) {
    fates.set(name, { fate: 'excluded', ruling: null });
  }
  for (const name of names) {
    if (fates.get(name)!.fate === 'renamed') fates.set(name, { fate: 'excluded', ruling: null });
  }
}

function rulingsBySubject(
  members: ReadonlyMap<string, Member>,
  kind: TermKind,
  rulings: readonly Ruling[],
): Map<string, Ruling[]> {
  const bySubject = new Map<string, Ruling[]>();
  for (const ruling of rulings) {
    const { kind: of, a, b, subject } = ruling.conflict;
    if (of !== kind || !members.has(a.name) || !members.has(b.name)) continue;
    const present = bySubject.get(subject);
    if (present === undefined) bySubject.set(subject, [ruling]);
    else present.push(ruling);
  }
  return bySubject;
}

function takenNames(members: ReadonlyMap<string, Member>, kind: TermKind): Set<string> {
  const taken = new Set<string>();
  for (const member of members.values()) {
    for (const name of namesOf(member, kind)) taken.add(name);
  }
  return taken;
}

function qualifiedName(pack: string, name: string, taken: Set<string>): string {
  let qualified = `${pack}:${name}`;
  while (taken.has(qualified)) qualified = `${pack}:${qualified}`;
  taken.add(qualified);
  return qualified;
}

function rename(member: Member, kind: TermKind, from: string, to: string | null): void {
  if (kind === 'class') member.renameClass(from, to);
  else member.renameProperty(from, to);
}

function changeOf(
  what: TermKind,
  pack: string,
  from: string,
  fates: ReadonlyMap<string, Fate>,
): Change {
  const fate = fates.get(pack)!;
  const holder = 'into' in fate ? holderOf(pack, fates) : null;
  const gone = fate.fate === 'excluded' || ('into' in fate && holder === null);
  return {
    what,
    pack,
    from,
    to: gone ? null : from,
    change: gone ? 'excluded' : (fate.fate as Change['change']),
    into: holder,
    settles: fate.ruling?.conflict.key ?? null,
    by: fate.ruling?.decision.by ?? 'strategy',
  };
}

// The definition that stands for another may itself have been renamed.
function nameHolders(changes: Change[], kind: TermKind): void {
  const renamed = new Map<string, string | null>();
  const place = (pack: string, name: string): string => JSON.stringify([pack, name]);
  for (const { what, change, pack, from, to } of changes) {
    if (what === kind && change === 'renamed') renamed.set(place(pack, from), to);
  }
  changes.forEach((change, index) => {
    if (change.what !== kind || change.into === null) return;
    const to = renamed.get(place(change.into, change.from)) ?? change.from;
    changes[index] = { ...change, to };
  });
}
