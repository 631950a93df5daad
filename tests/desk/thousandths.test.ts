import { expect, test } from "vitest";
import { toThousandths } from "../../src/cli/thousandths.ts";

test("printed shares add up to the printed sum: what rounding leaves over goes to those that lost most", () => {
  expect(toThousandths([0.0104, 0.0108, 0, 0.0109], 32)).toEqual([10, 11, 0, 11]);
  expect(toThousandths([0.0105, 0.0105], 21)).toEqual([11, 10]);
  expect(toThousandths([0.01, 0], 10)).toEqual([10, 0]);
});
