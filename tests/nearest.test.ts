import { expect, test } from "vitest";
import { findNearest } from "../src/base/nearest.ts";

test("a slip of the pen is two edits of a name at most, of a short one a single edit", () => {
  expect(findNearest("haedlnie", ["date", "headline"])).toBe("headline");
  expect(findNearest("psot", ["post"])).toBe("post");
  expect(findNearest("beta", ["data"])).toBeNull();
  expect(findNearest("betas", ["datas"])).toBe("datas");
  expect(findNearest("KIND", ["lang", "kind"])).toBe("kind");
});
