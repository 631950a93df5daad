import { catalogue } from "../base/catalogue.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";

export interface SarifContext {
  /** Version of Broadsheet. */
  readonly version: string;
  /** Where the site lies in its repository, with a trailing slash; empty for its root. */
  readonly folder: string;
}

/**
 * Problems as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which GitHub's code scanning and
 * editors read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Places are relative to the repository.
 */
export function toSarif(diagnostics: readonly Diagnostic[], { version, folder }: SarifContext): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort(byCodeUnit);
  const rules = codes.map((code) => ({
    id: code,
    shortDescription: { text: code.replaceAll("-", " ") },
    defaultConfiguration: { level: catalogue[code] },
  }));
  const driver = { name: "Broadsheet", semanticVersion: version, rules };
  const results = diagnostics.map((diagnostic) => toResult(diagnostic, codes.indexOf(diagnostic.code), folder));
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
}

function toResult(diagnostic: Diagnostic, ruleIndex: number, folder: string): object {
  const { code, severity, file, line, column, message, advice, fix } = diagnostic;
  const artifactLocation = {
    uri: `${folder}${file}`.split("/").map(encodeURIComponent).join("/"),
    uriBaseId: "%SRCROOT%",
  };
  const region = { startLine: line, startColumn: column };
  const result = {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: `${message}; ${advice}` },
    locations: [{ physicalLocation: { artifactLocation, region } }],
  };
  if (fix === undefined) return result;
  const deletedRegion = { ...region, endLine: line, endColumn: column + fix.remove.length };
  const replacements = [{ deletedRegion, insertedContent: { text: fix.insert } }];
  return {
    ...result,
    fixes: [{ description: { text: advice }, artifactChanges: [{ artifactLocation, replacements }] }],
  };
}
