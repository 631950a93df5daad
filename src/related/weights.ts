/** ln(1 + count), the weight of a term that a text has so many times, for the counts of a byte. */
export const sublinear: Float64Array = Float64Array.from({ length: 256 }, (_, count) => Math.log1p(count));

/** Scales the part of a row from `from` to `to` to the given length, in place; a part of zeros stays one. */
export function scale(weights: Float32Array, { from, to, length }: { from: number; to: number; length: number }): void {
  let sum = 0;
  for (let k = from; k < to; k++) sum += (weights[k] as number) * (weights[k] as number);
  const factor = sum === 0 ? 0 : length / Math.sqrt(sum);
  for (let k = from; k < to; k++) weights[k] = (weights[k] as number) * factor;
}

/**
 * The smallest of the `count` greatest among the values before `end`; -∞ if these are no more than
 * `count`. Hoare, "Algorithm 65: Find", 1961.
 */
export function toLeastOfBest(values: Float32Array, end: number, count: number): number {
  if (end <= count) return Number.NEGATIVE_INFINITY;
  const wanted = end - count;
  for (let low = 0, high = end - 1; low < high; ) {
    const pivot = values[(low + high) >> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i <= j) {
        const value = values[i] as number;
        values[i++] = values[j] as number;
        values[j--] = value;
      }
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted] as number;
}
