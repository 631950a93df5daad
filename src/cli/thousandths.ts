/**
 * Rounds shares to thousandths that add up to `total`, to which their sum rounds: what rounding down leaves over goes
 * to those that lost most (the method of largest remainders, Hamilton 1792). What is 0 stays 0.
 */
export function toThousandths(shares: readonly number[], total: number): readonly number[] {
  const floors = shares.map((share) => Math.floor(1000 * share));
  const toLost = (place: number): number => 1000 * (shares[place] as number) - (floors[place] as number);
  const places = [...shares.keys()].sort((a, b) => toLost(b) - toLost(a) || a - b);
  const missing = total - floors.reduce((sum, floor) => sum + floor, 0);
  for (const place of places.slice(0, Math.max(0, missing))) floors[place] = (floors[place] as number) + 1;
  return floors;
}

/** As a summand: `+ 0.012`, `− 0.003`. */
export function toSignedThousandths(thousandths: number): string {
  return `${thousandths < 0 ? "−" : "+"} ${(Math.abs(thousandths) / 1000).toFixed(3)}`;
}
