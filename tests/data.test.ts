import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run, toConfigFile } from "./desk/command.ts";
import { buildSite, toAllText, toArticle, toCodes } from "./site.ts";

const STORY = { "content/news/a.md": toArticle("") };

/** A footer that stands on every page. */
const footer = (code: string) => ({ "templates/partials/footer.eta": `<footer>${code}</footer>\n` });

test("templates read YAML and JSON by name, folders as maps, keys in the order of the file", async () => {
  const result = await buildSite({
    ...STORY,
    "data/results.yaml": "# comment\nYes: 52\nNo: 48\nturnout: no\ndate: 2026-01-02\n",
    "data/sport/top-table.json": '[{"club": "Rovers & Sons"}]',
    ...footer(
      '<%= Object.keys(it.data.results).join() %> <%= it.data.results.turnout %> <%= it.data.results.date %> <%= it.data.sport["top-table"][0].club %>',
    ),
  });
  expect(toCodes(result)).toEqual([]);
  expect(toAllText(result)).toContain("<footer>Yes,No,turnout,date no 2026-01-02 Rovers &amp; Sons</footer>");
});

test.for([
  ["commas", 'name,votes\r\n"Ellery, Ros", 0123\r\n\r\n"the ""other""\none",\r\n'],
  ["semicolons", 'name;votes\nEllery, Ros;0123\n;\n"the ""other""\none";'],
  ["tabs and a byte order mark", '\ufeffname\tvotes\nEllery, Ros\t0123\n"the ""other""\none"\t\n'],
] as const)("templates read what a spreadsheet saves as CSV, with %s, as a list of maps of text", async ([, text]) => {
  const result = await buildSite({
    ...STORY,
    "data/count.csv": text,
    ...footer("<%= JSON.stringify(it.data.count) %>"),
  });
  expect(toCodes(result)).toEqual([]);
  const rows = [
    { name: "Ellery, Ros", votes: "0123" },
    { name: 'the "other"\none', votes: "" },
  ];
  expect(toAllText(result)).toContain(`<footer>${JSON.stringify(rows).replaceAll('"', "&quot;")}</footer>`);
});

test("a mistake in CSV is told with what to do", async () => {
  const { diagnostics } = await buildSite({ ...STORY, "data/a.csv": "name,votes\nEllery, Ros,12\n" });
  const message = "there are 3 values for 2 columns";
  expect(diagnostics).toMatchObject([{ line: 2, message, advice: "put a value that holds a comma into quotes" }]);
});

test.for([
  ["data/a.csv", "name,votes\nEllery\n", "data/a.csv:2:1 data-invalid"],
  ["data/a.csv", "name,votes,\nEllery,12,\n", "data/a.csv:1:1 data-invalid"],
  ["data/a.csv", "name,name\n", "data/a.csv:1:1 data-invalid"],
  ["data/a.csv", 'name\n"x" y\n', "data/a.csv:2:1 data-invalid"],
  ["data/a.csv", 'name,votes\na, "b\nc,d\n', "data/a.csv:2:4 data-invalid"],
  ["data/a.csv", "name,__proto__\na,b\n", "data/a.csv:1:1 data-invalid"],
  ["data/a.yaml", "rows:\n  - a: 1\n   b: 2\n", "data/a.yaml:3:1 data-invalid"],
  ["data/a.yaml", "a: 1\na: 2\n", "data/a.yaml:2:1 data-invalid"],
  ["data/a.yaml", "rows:\n  - __proto__: {x: 1}\n", "data/a.yaml:2:5 data-invalid"],
  ["data/a.yaml", "share: .nan\n", "data/a.yaml:1:8 data-invalid"],
  ["data/a.yaml", "id: 12345678901234567890\n", "data/a.yaml:1:5 data-invalid"],
  ["data/a.yaml", "a: \u0007\n", "data/a.yaml:1:4 data-invalid"],
  ["data/a.json", '{\n  "a": [1, 2,]\n}', "data/a.json:2:14 data-invalid"],
  ["data/a.json", '{"a": 1, "a": 2}', "data/a.json:1:10 data-invalid"],
  ["data/a.json", '{"a": 1', "data/a.json:1:8 data-invalid"],
  ["data/a.json", '{"__proto__": {"x": 1}}', "data/a.json:1:2 data-invalid"],
] as const)("a mistake in %s (%j) is told with its place", async ([file, text, expected]) => {
  // The template is not blamed for it.
  expect(toCodes(await buildSite({ ...STORY, [file]: text, ...footer("<%= it.data.a.rows %>") }))).toEqual([expected]);
});

test("a key that stands twice in JSON is told by its name, with what to do", async () => {
  const { diagnostics } = await buildSite({ ...STORY, "data/a.json": '{"a": 1, "a": 2}' });
  expect(diagnostics).toMatchObject([{ message: '"a" is there a second time', advice: "remove one of the two" }]);
});

test("aliases that grow beyond all bounds are refused", async () => {
  const bomb = Array.from("bcdefghi", (name, index) => `${name}: &${name} [${`*${"abcdefgh"[index]},`.repeat(9)}]`);
  const result = await buildSite({ ...STORY, "data/a.yaml": `a: &a [1,1,1,1,1,1,1,1,1]\n${bomb.join("\n")}\n` });
  expect(toCodes(result)).toEqual([expect.stringContaining("data-invalid")]);
});

test("two files of one name, and a file named like a folder, are told", async () => {
  const result = await buildSite({
    ...STORY,
    "data/a.json": "1",
    "data/a.yaml": "1",
    "data/a/b.yml": "1",
    "data/c.ods": "",
  });
  expect(toCodes(result)).toEqual([
    "data/a.yaml:1:1 data-collision",
    "data/a/b.yml:1:1 data-collision",
    "data/c.ods:1:1 file-ignored",
  ]);
});

test("a data file that is not there is an error of the template, with the name that was meant", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "data/table.yaml": "1",
    ...footer("\n<% if (it.data.tabel) { %>x<% } %>"),
  });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      file: "templates/partials/footer.eta",
      line: 2,
      message: expect.stringContaining('there is no data file "data/tabel"; did you mean table?'),
    }),
  ]);
});

test("no template can change data for the next page", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "data/list.yaml": "[b, a]",
    ...footer("<%= it.data.list.sort()[0] %>"),
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining("read only property")]);
});

test("an edit of a data file makes anew the pages that read it, and no others", async () => {
  const root = makeSite({
    ...STORY,
    "broadsheet.config.ts": toConfigFile({ rules: { "sources-missing": "off" } }),
    "data/menu.yaml": "[soup]",
    "data/other.yaml": "1",
    "templates/message.eta": "<%= it.data.menu[0] %>",
    "templates/index.eta": "<%= Object.keys(it.data).join() %>",
  });
  const build = async (): Promise<readonly string[]> => {
    const { status, stdout, stderr } = await run(root, "build", "--json");
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    return (JSON.parse(stdout) as { written: string[] }).written.sort();
  };
  const edit = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  await build();
  edit("data/menu.yaml", "[fish]");
  expect(await build()).toEqual(["404.html"]);
  // Only what a file says counts, not how.
  edit("data/menu.yaml", "# today\n- fish\n");
  expect(await build()).toEqual([]);
  edit("data/new/one.yaml", "1");
  expect(await build()).toEqual(["archive/index.html", "authors/index.html", "tags/index.html"]);
  rmSync(join(root, "data/other.yaml"));
  expect(await build()).toEqual(["archive/index.html", "authors/index.html", "tags/index.html"]);
  const { stderr } = await run(root, "build", "--explain-rebuild", "404.html");
  expect(stderr).toContain("404.html: kept");
});
