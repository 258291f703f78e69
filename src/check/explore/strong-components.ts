/** A node of the graph under search, on the way from the root to where the search is. */
interface Frame {
  readonly node: number;
  readonly successors: readonly number[];
  next: number;
}

const UNVISITED = 0;

/**
 * Finds the strongly connected components of the part of a graph that can be reached from a root:
 * R. Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972), without recursion.
 */
export class StrongComponents {
  readonly #successorsOf: (node: number) => readonly number[];
  /** By node, when it was visited, from 1. */
  readonly #visited: Int32Array;
  readonly #lowest: Int32Array;
  readonly #isOpen: Uint8Array;
  readonly #open: number[] = [];
  #visits = UNVISITED;

  /** @param size - of the whole graph, whose nodes are numbered from 0 */
  constructor(size: number, successorsOf: (node: number) => readonly number[]) {
    this.#successorsOf = successorsOf;
    this.#visited = new Int32Array(size);
    this.#lowest = new Int32Array(size);
    this.#isOpen = new Uint8Array(size);
  }

  /** The components, each as it is completed: those that others lead to come first. */
  *from(root: number): Generator<readonly number[]> {
    if (this.#visited[root] !== UNVISITED) return;
    const path: Frame[] = [this.#enter(root)];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const successor = frame.successors[frame.next++];
      if (successor === undefined) {
        path.pop();
        const { node } = frame;
        if (this.#lowest[node] === this.#visited[node]) yield this.#close(node);
        const parent = path.at(-1);
        if (parent !== undefined) this.#lower(parent.node, this.#lowest[node]!);
      } else if (this.#visited[successor] === UNVISITED) path.push(this.#enter(successor));
      else if (this.#isOpen[successor] === 1) this.#lower(frame.node, this.#visited[successor]!);
    }
  }

  #enter(node: number): Frame {
    this.#visits += 1;
    this.#visited[node] = this.#visits;
    this.#lowest[node] = this.#visits;
    this.#isOpen[node] = 1;
    this.#open.push(node);
    return { node, successors: this.#successorsOf(node), next: 0 };
  }

  #lower(node: number, to: number): void {
    if (to < this.#lowest[node]!) this.#lowest[node] = to;
  }

  #close(root: number): number[] {
    const members = this.#open.splice(this.#open.lastIndexOf(root));
    for (const member of members) this.#isOpen[member] = 0;
    return members;
  }
}
