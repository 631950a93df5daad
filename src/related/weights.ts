/** ln(1 + count), the weight of a term that a text has so many times; above 255 it stays. */
export function toSublinear(count: number): number {
  return logarithms[Math.min(count, 255)] as number;
}

const logarithms = Float64Array.from({ length: 256 }, (_, count) => Math.log1p(count));

/** ln(N / df) for each term; 0 for a term of one story only, which can match nothing. */
export function toIdf(df: Uint32Array, stories: number): Float32Array {
  return Float32Array.from(df, (count) => (count < 2 ? 0 : Math.log(stories / count)));
}

/** Scales the part of a row from `from` to `to` to the given length, in place; a part of zeros stays one. */
export function scale(weights: Float32Array, { from, to, length }: { from: number; to: number; length: number }): void {
  let sum = 0;
  for (let k = from; k < to; k++) sum += (weights[k] as number) ** 2;
  const factor = sum === 0 ? 0 : length / Math.sqrt(sum);
  for (let k = from; k < to; k++) weights[k] = (weights[k] as number) * factor;
}

/** The smallest of the `count` greatest values; -∞ if there are no more than that. Hoare, "Algorithm 65: Find", 1961. */
export function toLeastOfBest(values: Float32Array, count: number): number {
  if (values.length <= count) return Number.NEGATIVE_INFINITY;
  const sorted = values.slice();
  const wanted = values.length - count;
  for (let low = 0, high = sorted.length - 1; low < high; ) {
    const pivot = sorted[(low + high) >> 1] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((sorted[i] as number) < pivot) i++;
      while ((sorted[j] as number) > pivot) j--;
      if (i <= j) {
        const value = sorted[i] as number;
        sorted[i++] = sorted[j] as number;
        sorted[j--] = value;
      }
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return sorted[wanted] as number;
}

/** Several arrays end to end. */
export function toJoined(...arrays: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}
