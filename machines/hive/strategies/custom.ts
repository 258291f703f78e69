import type { Conflict, ConflictKind } from '../conflicts/conflict.ts';
import { possibleResolutions, type Resolution } from './resolution.ts';

/** Says what to do with the conflicts that match all of its conditions. */
export interface Rule {
  /** @defaultValue any kind */
  readonly kind?: ConflictKind;
  /** Names of packs that must both, or all, take part in the conflict. @defaultValue any */
  readonly packs?: readonly string[];
  /** The whole subject, with `*` for any run of characters: `has*`. @defaultValue any */
  readonly subject?: string;
  readonly resolution: Resolution;
}

/** Rules of the `custom` strategy: the first that matches wins. */
export interface CustomRules {
  readonly rules?: readonly Rule[];
  /** For conflicts that no rule matches. @defaultValue the first possible resolution */
  readonly default?: Resolution;
}

/**
 * Custom: the first rule that matches gives the default, and agents may vote for anything
 * that is possible. A rule whose resolution is not possible for the conflict (`merge` of
 * definitions that are not alike, `keep-both` of versions) does not match it.
 */
export function customCandidates(conflict: Conflict, rules: CustomRules): readonly Resolution[] {
  const possible = possibleResolutions(conflict);
  const rule = rules.rules?.find(
    (one) => possible.includes(one.resolution) && matches(one, conflict),
  );
  const wished = [rule?.resolution, rules.default, possible[0]!];
  const first = wished.find((one) => one !== undefined && possible.includes(one))!;
  return [first, ...possible.filter((one) => one !== first)];
}

function matches(rule: Rule, conflict: Conflict): boolean {
  const parties = [conflict.a.name, conflict.b.name];
  return (
    (rule.kind ?? conflict.kind) === conflict.kind &&
    (rule.packs ?? []).every((name) => parties.includes(name)) &&
    (rule.subject === undefined || fits(rule.subject, conflict.subject))
  );
}

function fits(pattern: string, subject: string): boolean {
  const [start, ...rest] = pattern.split('*');
  if (rest.length === 0) return subject === pattern;
  const end = rest.pop()!;
  if (!subject.startsWith(start!)) return false;
  let at = start!.length;
  for (const part of rest) {
    const found = subject.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return subject.endsWith(end) && subject.length - end.length >= at;
}
