/** How a quantity grows with a size: as size to the power of `exponent`. */
export interface Growth {
  readonly exponent: number;
  /** Half its 95% confidence interval; infinite of two points. */
  readonly margin: number;
  readonly points: number;
}

/** 97.5% quantiles of Student's t, by degrees of freedom from 1. */
const QUANTILES = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/**
 * Fits a power law by least squares of the logarithms.
 *
 * @param points - [size, quantity], all above 0, of at least two sizes
 * @throws RangeError if there is no line through them
 */
export function growthOf(points: readonly (readonly [number, number])[]): Growth {
  const logs = points.map(([size, quantity]) => [Math.log(size), Math.log(quantity)] as const);
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [meanX, meanY] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
  const square = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (!(square > 0)) throw new RangeError('Growth needs at least two sizes above 0.');
  const exponent = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / square;
  const freedom = points.length - 2;
  if (freedom === 0) return { exponent, margin: Infinity, points: 2 };
  const rest = logs.reduce((sum, [x, y]) => sum + (y - meanY - exponent * (x - meanX)) ** 2, 0);
  const quantile = QUANTILES[freedom - 1] ?? 1.96 + 2.6 / freedom;
  return { exponent, margin: quantile * Math.sqrt(rest / freedom / square), points: points.length };
}
