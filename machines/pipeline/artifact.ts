import { Packr } from 'msgpackr';

/** How artifacts are written down: as text, or as MessagePack whose records name fields once. */
export const ARTIFACT_FORMATS = ['json', 'binary'] as const;
export type ArtifactFormat = (typeof ARTIFACT_FORMATS)[number];

/** What a stage has made, written down: data alone, no references to anything. */
export interface Artifact {
  readonly format: ArtifactFormat;
  readonly bytes: Uint8Array;
}

const binary = new Packr({ useRecords: true });
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Writes a value down.
 *
 * @throws TypeError when it cannot be written down: it is nothing, a function, or holds itself
 * @see https://msgpack.org
 * @example
 * ```ts
 * readArtifact(writeArtifact({ packs: 3 }, 'binary')); // { packs: 3 }
 * ```
 */
export function writeArtifact(value: unknown, format: ArtifactFormat): Artifact {
  const text = format === 'json' ? JSON.stringify(value) : undefined;
  if (
    value === undefined ||
    typeof value === 'function' ||
    (format === 'json' && text === undefined)
  ) {
    throw new TypeError(`An artifact is data that can be written down, not ${typeof value}.`);
  }
  // Its own copy: the packer's buffer is much larger, and is written to again.
  const bytes = text === undefined ? Uint8Array.from(binary.pack(value)) : encoder.encode(text);
  return { format, bytes };
}

/** The value that was written down. */
export function readArtifact({ format, bytes }: Artifact): unknown {
  return format === 'json' ? JSON.parse(decoder.decode(bytes)) : binary.unpack(bytes);
}
