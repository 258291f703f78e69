import { Packr } from 'msgpackr';
import { requireKept } from './artifact-loss.ts';

/** How artifacts are written down: as text, or as MessagePack whose records name fields once. */
export const ARTIFACT_FORMATS = ['json', 'binary'] as const;
export type ArtifactFormat = (typeof ARTIFACT_FORMATS)[number];

/** Where artifacts are kept: each in a buffer of its own, or side by side in large ones. */
export const ARTIFACT_BUFFERS = ['fresh', 'pooled'] as const;
export type ArtifactBuffers = (typeof ARTIFACT_BUFFERS)[number];

/** What a stage has made, written down: data alone, no references to anything. */
export interface Artifact {
  readonly format: ArtifactFormat;
  readonly bytes: Uint8Array;
}

// Bytes that are read are a copy too; and `toJSON` of a plain object is a field like others.
const binary = new Packr({ useRecords: true, copyBuffers: true, useToJSON: false });
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const pool = { bytes: new Uint8Array(0), used: 0 };
/** As large as the packer's. */
const POOL_BYTES = 8_192;

/**
 * Writes a value down.
 *
 * @param buffers - `fresh`, or `pooled`: allocates less in binary, but the memory of an artifact is
 * given back only with that of those beside it, of whatever pipeline. The bytes are the same. Large
 * ones, and JSON that is not ASCII, have buffers of their own all the same.
 * @throws TypeError when it would not come back as it is: it is nothing, it or a part of it is of a kind that
 * the format has none for, or it holds itself; the message names the first such part
 * @see https://msgpack.org
 * @example
 * ```ts
 * readArtifact(writeArtifact({ packs: 3 }, 'binary')); // { packs: 3 }
 * ```
 */
export function writeArtifact(
  value: unknown,
  format: ArtifactFormat,
  buffers: ArtifactBuffers = 'fresh',
): Artifact {
  requireKept(value, format);
  const text = format === 'json' ? JSON.stringify(value) : undefined;
  if (text !== undefined) {
    return { format, bytes: buffers === 'fresh' ? encoder.encode(text) : pooled(text) };
  }
  // A part of a buffer that the packer goes on to fill, but for what it has given away.
  const packed = binary.pack(value);
  return { format, bytes: buffers === 'fresh' ? new Uint8Array(packed) : packed };
}

/** The value that was written down. */
export function readArtifact({ format, bytes }: Artifact): unknown {
  return format === 'json' ? JSON.parse(decoder.decode(bytes)) : binary.unpack(bytes);
}

function pooled(text: string): Uint8Array {
  const { length } = text;
  // A large one would leave too much of a pool unused.
  if (length > POOL_BYTES / 2) return encoder.encode(text);
  if (pool.bytes.length - pool.used < length) {
    pool.bytes = new Uint8Array(POOL_BYTES);
    pool.used = 0;
  }
  // As many bytes as letters, which is so unless there are others than those of ASCII.
  const bytes = pool.bytes.subarray(pool.used, pool.used + length);
  if (encoder.encodeInto(text, bytes).read < length) return encoder.encode(text);
  pool.used += length;
  return bytes;
}
