// JSON.parse does not say where it failed on every Node, so the place is found here.

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

interface Scan {
  readonly text: string;
  offset: number;
}

/** Where a text that is not JSON stops being so: line and column, from 1. */
export function jsonFault(text: string): { line: number; column: number } {
  const scan: Scan = { text, offset: 0 };
  if (value(scan)) skip(scan, SPACE);
  const before = text.slice(0, scan.offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

function value(scan: Scan): boolean {
  skip(scan, SPACE);
  if (take(scan, '[')) return items(scan, ']', value);
  if (take(scan, '{')) return items(scan, '}', member);
  return skip(scan, SCALAR);
}

function items(scan: Scan, close: string, item: (scan: Scan) => boolean): boolean {
  skip(scan, SPACE);
  if (take(scan, close)) return true;
  do {
    if (!item(scan)) return false;
    skip(scan, SPACE);
    if (take(scan, close)) return true;
  } while (take(scan, ','));
  return false;
}

function member(scan: Scan): boolean {
  skip(scan, SPACE);
  if (scan.text[scan.offset] !== '"' || !skip(scan, SCALAR)) return false;
  skip(scan, SPACE);
  return take(scan, ':') && value(scan);
}

function skip(scan: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.offset;
  const match = pattern.exec(scan.text);
  if (match === null) return false;
  scan.offset = pattern.lastIndex;
  return true;
}

function take(scan: Scan, character: string): boolean {
  if (scan.text[scan.offset] !== character) return false;
  scan.offset += 1;
  return true;
}
