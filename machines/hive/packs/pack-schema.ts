import semver from 'semver';
import { z } from 'zod';

const text = z.string().min(1, 'is empty');

const property = z.strictObject({
  name: text,
  kind: text.default('Property'),
  range: text.nullable().default(null),
});

const pack = z
  .strictObject({
    name: text,
    version: text.refine((range) => semver.validRange(range) !== null, 'is not a semver range'),
    namespace: text.nullable().default(null),
    classes: z.array(text),
    properties: z.array(property),
    imports: z.array(text).default([]),
    versionInfo: z.string().nullable().default(null),
  })
  .check(({ value, issues }) => {
    const twice = (names: readonly string[], path: (index: number) => PropertyKey[]): void => {
      const index = firstRepeated(names);
      if (index < 0) return;
      const message = `repeats '${names[index]}', which is already at index ${names.indexOf(names[index]!)}`;
      issues.push({ code: 'custom', message, path: path(index), input: names });
    };
    twice(value.classes, (index) => ['classes', index]);
    twice(
      value.properties.map(({ name }) => name),
      (index) => ['properties', index, 'name'],
    );
  });

/**
 * The shape of a packs file: a JSON array of packs. An unknown field is an error, because a
 * misspelt `propertys` would otherwise compose an empty pack in silence.
 */
export const packsSchema = z.array(pack).min(1, 'holds no pack');

function firstRepeated(names: readonly string[]): number {
  const seen = new Set<string>();
  return names.findIndex((name) => seen.size === seen.add(name).size);
}
