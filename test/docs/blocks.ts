/** A fenced block of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Of its first line inside the fence, from 0. */
  readonly line: number;
  /** The file that a reader is told to save it as. */
  readonly savedAs: string | undefined;
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const fences = lines.flatMap((line, at) => (line.startsWith('```') ? [at] : []));
  return fences.flatMap((opening, nth) => {
    const closing = fences[nth + 1];
    if (nth % 2 === 1 || closing === undefined) return [];
    const text = lines.slice(opening + 1, closing).join('\n');
    const language = lines[opening]!.slice(3);
    return [{ language, text, line: opening + 1, savedAs: nameOf(text, lines[opening - 2]) }];
  });
}

// TypeScript begins with `// name.ts`; JSON has no comments, so the sentence before it ends so.
function nameOf(text: string, sentence = ''): string | undefined {
  const [, inside] = /^\/\/ ([\w.-]+\.ts)\n/.exec(text) ?? [];
  const [, before] = /`([\w-]+\.json)`:$/.exec(sentence) ?? [];
  return inside ?? before;
}
