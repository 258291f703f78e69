import type { AnyEventObject } from 'xstate';

/** What happened on one side of a comparison, and what the side may still do. */
export class Observer {
  readonly lines: string[] = [];
  /** How many events may still be sent; it ends conversations that would go on for ever. */
  #fuel = 40;

  note(kind: string, ...details: unknown[]): void {
    // Without an end in sight, an error: a hanging test would not say which machine hangs.
    if (this.lines.length > 20_000) throw new Error('endless');
    this.lines.push(`${kind} ${details.map((each) => this.text(each)).join(' ')}`);
  }

  /** Takes the lines noted since the last time. */
  take(): string[] {
    return this.lines.splice(0);
  }

  burn(): void {
    if (this.#fuel-- <= 0) throw new Error('out of fuel');
  }

  event(type: string, by: string): () => AnyEventObject {
    return () => {
      this.burn();
      return { type, by };
    };
  }

  /** XState numbers actors across a process: the numbers say nothing. */
  text(value: unknown): string {
    const text = typeof value === 'string' ? value : (JSON.stringify(plain(value)) ?? 'undefined');
    return text.replace(/x:\d+/g, 'x:_');
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Error) return `Error(${value.message})`;
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if ('sessionId' in value) return `ref ${(value as unknown as { id: string }).id}`;
  if ('_nodes' in value) return '[snapshot]';
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
