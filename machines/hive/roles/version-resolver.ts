import semver from 'semver';
import type { RoleWork, Scores } from './judgement.ts';

/**
 * The version resolver asks which pack is *riper*: the one whose lowest possible version is
 * later. How far the versions are apart is the evidence.
 *
 * It votes for the riper pack, firmly over a major step (0.8), less over a minor (0.5) or a
 * patch (0.2), and half as firmly when the riper one is a pre-release. Packs whose ranges
 * have a version in common were released in step: it votes to merge them, or keep both.
 */
export const versionResolver: RoleWork = {
  analyse: ({ packs, lowest }, conflicts) => {
    return {
      'packs at 1.0.0 or later': lowest.filter((version) => semver.gte(version, '1.0.0')).length,
      'pre-release packs': lowest.filter((version) => semver.prerelease(version) !== null).length,
      'ranges, not exact versions': packs.filter(({ version }) => !semver.valid(version)).length,
      'version mismatches': conflicts.filter(({ kind }) => kind === 'version').length,
    };
  },
  assess: ({ packs, lowest }, { a, b }) => {
    const [first, second] = [packs[a.position]!.version, packs[b.position]!.version];
    const [low, high] = [lowest[a.position]!, lowest[b.position]!];
    const step = stepBetween(low, high);
    const inStep = semver.intersects(first, second);
    const rest = { 'keep-both': inStep ? 0.4 : 0.3, merge: inStep ? 0.6 : 0.1 };
    const riper = semver.gte(low, high) ? 'keep-first' : 'keep-second';
    return {
      scores: { ...rest, [riper]: step } satisfies Scores,
      grounds: `${a.name} is at ${first}, ${b.name} at ${second}${inStep ? ': they overlap' : ''}`,
    };
  },
};

const STEPS: Readonly<Record<string, number>> = {
  major: 0.8,
  premajor: 0.4,
  minor: 0.5,
  preminor: 0.25,
  patch: 0.2,
  prepatch: 0.1,
  prerelease: 0.1,
};

function stepBetween(low: string, high: string): number {
  const step = semver.diff(low, high);
  return step === null ? 0 : (STEPS[step] ?? 0);
}
