import { expect, test } from "vitest";
import { parseHeaderRules, toHeaders } from "../../src/output/header-rules.ts";
import { parseRedirectRules } from "../../src/output/redirect-rules.ts";

test("every header rule that an address matches adds its own, or takes away those of earlier ones", () => {
  const rules = parseHeaderRules(
    ["/*", "  X-Robots: all", "  Link: a", "/:section/*", "  Link: b", "/news/:slug/", "  ! X-Robots"].join("\n"),
  );
  const find = (address: string) => Object.fromEntries(toHeaders(rules, address));
  expect(find("/")).toEqual({ "x-robots": "all", link: "a" });
  expect(find("/news/vote/")).toEqual({ link: "a, b" });
  // A name with a colon stands for one part of the path.
  expect(find("/news/2026/vote/")).toEqual({ "x-robots": "all", link: "a, b" });
});

test("a redirect is permanent unless it says otherwise", () => {
  const rules = parseRedirectRules("/old/ /new/\n/away/ /front/ 302\n\nno address\n/caf%C3%A9/ /cafe/ 301\n");
  expect([...rules]).toEqual([
    ["/old/", { to: "/new/", status: 301 }],
    ["/away/", { to: "/front/", status: 302 }],
    ["/café/", { to: "/cafe/", status: 301 }],
  ]);
});
