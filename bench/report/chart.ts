/** A chart as uPlot takes it, without anything that is no JSON. */
export interface Chart {
  readonly options: {
    readonly width: number;
    readonly height: number;
    readonly scales: Readonly<Record<'x' | 'y', { readonly distr: number; readonly time?: false }>>;
    readonly axes: readonly { readonly label: string }[];
    readonly series: readonly Series[];
  };
  /** The places along x, then the values of each series there; null where it has none. */
  readonly data: readonly (readonly (number | null)[])[];
}

interface Series {
  readonly label: string;
  readonly stroke?: string;
  /** Of the line; 0 for points alone. */
  readonly width?: number;
  readonly points?: { readonly show: true; readonly size: number };
}

/** Okabe and Ito's, which the colour-blind can tell apart. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];
const LINEAR = 1;
const LOGARITHMIC = 3;

export interface Line {
  readonly label: string;
  readonly points: ReadonlyMap<number, number>;
}

/** Lines over a size, both axes logarithmic: a power law is a straight line. */
export function sizesChart(xLabel: string, yLabel: string, lines: readonly Line[]): Chart {
  const xs = [...new Set(lines.flatMap(({ points }) => [...points.keys()]))].sort((a, b) => a - b);
  return {
    options: {
      width: 720,
      height: 320,
      scales: { x: { distr: LOGARITHMIC, time: false }, y: { distr: LOGARITHMIC } },
      axes: [{ label: xLabel }, { label: yLabel }],
      series: [{ label: xLabel }, ...lines.map(({ label }, nth) => ({ label, ...drawn(nth, 2) }))],
    },
    // A logarithm has no 0.
    data: [xs, ...lines.map(({ points }) => xs.map((x) => points.get(x) || null))],
  };
}

/** Values with the ends of their intervals, by their number from 1. */
export function intervalsChart(
  yLabel: string,
  rows: readonly { readonly low: number; readonly value: number; readonly high: number }[],
): Chart {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    options: {
      width: 720,
      height: 320,
      scales: { x: { distr: LINEAR, time: false }, y: { distr: LINEAR } },
      axes: [{ label: 'row of the table' }, { label: yLabel }],
      series: [
        { label: 'row' },
        { label: 'from', ...drawn(5, 0) },
        { label: 'estimate', ...drawn(0, 0) },
        { label: 'to', ...drawn(1, 0) },
      ],
    },
    data: [
      rows.map((_, nth) => nth + 1),
      ...(['low', 'value', 'high'] as const).map((end) => rows.map((row) => finite(row[end]))),
    ],
  };
}

function drawn(nth: number, width: number): Omit<Series, 'label'> {
  return { stroke: COLOURS[nth % COLOURS.length]!, width, points: { show: true, size: 6 } };
}
