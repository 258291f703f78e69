/** A chart as uPlot takes it, without anything that is no JSON. */
export interface Chart {
  readonly options: {
    readonly width: number;
    readonly height: number;
    readonly scales: Readonly<Record<'x' | 'y', Scale>>;
    readonly axes: readonly { readonly label: string }[];
    readonly series: readonly Series[];
  };
  /** Whether each place along x has a label, and not only round ones. */
  readonly labelsEachPlace: boolean;
  /** The places along x, then the values of each series there; null where it has none. */
  readonly data: readonly (readonly (number | null)[])[];
}

interface Scale {
  readonly distr: number;
  readonly time?: false;
  /** Its ends, where they do not follow from the data. */
  readonly range?: readonly [number, number];
}

interface Series {
  readonly label: string;
  readonly stroke?: string;
  /** Of the line; 0 for points alone. */
  readonly width?: number;
  /** Of what is drawn and what is left out, for a line whose colour another has. */
  readonly dash?: readonly number[];
  readonly points?: { readonly show: true; readonly size: number };
}

/** Okabe and Ito's, which the colour-blind can tell apart. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];
/** How far an axis of sizes goes beyond them, as a factor. */
const EDGE = 1.08;
const DASH = [6, 4];
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
      scales: {
        x: { distr: LOGARITHMIC, time: false, range: [xs[0]! / EDGE, xs.at(-1)! * EDGE] },
        y: { distr: LOGARITHMIC },
      },
      axes: [{ label: xLabel }, { label: yLabel }],
      series: [{ label: xLabel }, ...lines.map(({ label }, nth) => ({ label, ...drawn(nth, 2) }))],
    },
    labelsEachPlace: true,
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
    labelsEachPlace: false,
    data: [
      rows.map((_, nth) => nth + 1),
      ...(['low', 'value', 'high'] as const).map((end) => rows.map((row) => finite(row[end]))),
    ],
  };
}

function drawn(nth: number, width: number): Omit<Series, 'label'> {
  const stroke = COLOURS[nth % COLOURS.length]!;
  const points = { show: true, size: 6 } as const;
  return { stroke, width, points, ...(nth >= COLOURS.length && { dash: DASH }) };
}
