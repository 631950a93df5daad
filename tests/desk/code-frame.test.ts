import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTextFinder } from "../../src/cli/frames.ts";
import { toCodeFrame } from "../../src/desk/code-frame.ts";
import { makeSite } from "./command.ts";

test("a caret stands under its column", () => {
  expect(toCodeFrame("one\ntwo words\n", 2, 5)).toBe("    2 | two words\n      |     ^");
});

test("a long line is cut around the column, and the caret stays true", () => {
  const line = `${"a".repeat(300)}X${"b".repeat(300)}`;
  const [shown = "", caret = ""] = (toCodeFrame(line, 1, 301) ?? "").split("\n");
  expect(shown.length).toBeLessThan(110);
  expect(shown[caret.indexOf("^")]).toBe("X");
  expect(shown).toMatch(/…a+Xb+…$/);
});

test("letters of two columns, of none and tabs do not move the caret", () => {
  expect(toCodeFrame("世界 x", 1, 4)).toBe(`    1 | 世界 x\n      | ${" ".repeat(5)}^`);
  expect(toCodeFrame("e\u0301\tx", 1, 4)).toBe("    1 | e\u0301 x\n      |   ^");
});

test("author text can neither colour the terminal nor turn its direction", () => {
  const frame = toCodeFrame("a\u001b[31mred\u202e\u009b", 1, 1);
  expect(frame).not.toMatch(/[\u001b\u202e\u009b]/);
});

test("where there is no such line there is no frame", () => {
  expect(toCodeFrame("one", 2, 1)).toBeNull();
  expect(toCodeFrame("\n\n", 1, 1)).toBeNull();
  expect(toCodeFrame("one", 1, 99)).toBe("    1 | one\n      |    ^");
});

test("a named pipe, of which no line can be shown, is not waited for", () => {
  const root = makeSite({ "content/a.md": "Text." });
  execFileSync("mkfifo", [join(root, "content/pipe.md")]);
  expect(createTextFinder(root)("content/pipe.md")).toBe(null);
  expect(createTextFinder(root)("content/a.md")).toBe("Text.");
});
