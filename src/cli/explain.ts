import type { Article } from "../article/article.ts";
import type { StoriesResult } from "../build-stories.ts";
import type { CandidateExplanation, RelatedExplanation } from "../related/explain.ts";

/** Candidates that are told of: the chosen and the best of those left out. */
const MOST_CANDIDATES = 10;
const MOST_TERMS = 8;

/** What became of a candidate, in words for an editor. */
const OUTCOMES: Readonly<Record<CandidateExplanation["outcome"], string>> = {
  pinned: "chosen: pinned by an editor",
  similar: "chosen: similar",
  fallback: "chosen: nothing is similar, so the newest of the section stand in",
  excluded: "left out: excluded by an editor",
  "own-copy": "left out: a copy of this article, or the same form filled in anew",
  "copy-of-another": "left out: a copy of one that is chosen, or the same form",
  "own-series": "left out: of the same series, which has its own navigation",
  "series-limit": "left out: enough of that series already",
  "below-threshold": "left out: too little in common",
  "below-the-list": "left out: others are closer",
};

/** The explanation of one article's block as lines for an editor: what is chosen as it stands there, then the best of the others. */
export function toExplanationText(explanation: RelatedExplanation, article: Article, result: StoriesResult): string {
  const byPermalink = new Map<string, Article>(result.corpus.live.map((other) => [other.permalink, other]));
  const scored = new Map(explanation.candidates.map((candidate) => [candidate.id, candidate]));
  const chosen = explanation.related.map(({ id, reason }) => scored.get(id) ?? ({ id, outcome: reason } as const));
  const isChosen = new Set(chosen.map(({ id }) => id));
  const others = explanation.candidates.filter(
    ({ id, outcome }, index) => !isChosen.has(id) && (index < MOST_CANDIDATES || outcome !== "below-the-list"),
  );
  const shown = [...chosen, ...others];
  const blocks = shown.map((candidate) => toBlock(candidate, byPermalink.get(candidate.id)));
  const off = explanation.off ? "Related stories are switched off in this article (related: {off: true}).\n" : "";
  const languages =
    explanation.otherLanguages === 0
      ? ""
      : `\nNot considered, being in other languages: ${explanation.otherLanguages}.\n`;
  const table = toTable(shown, byPermalink);
  return `Related stories of ${article.headline} (${article.file})\n${off}${table}${blocks.join("")}${languages}`;
}

/** One that is chosen for another reason than what it shares. */
type Unscored = Pick<CandidateExplanation, "id" | "outcome">;

const MOST_HEADLINE = 48;
const MOST_SHARED = 4;

/** The candidates at one look: what they are, what they share with the article, and what became of them. */
function toTable(
  candidates: readonly (CandidateExplanation | Unscored)[],
  byPermalink: ReadonlyMap<string, Article>,
): string {
  if (candidates.length === 0) return "";
  const rows = candidates.map((candidate) => {
    const { id, outcome } = candidate;
    const headline = byPermalink.get(id)?.headline ?? id;
    const shown =
      headline.length > MOST_HEADLINE ? `${headline.slice(0, MOST_HEADLINE - 1).toWellFormed()}…` : headline;
    const [word = ""] = OUTCOMES[outcome].split(":");
    if (!("score" in candidate)) return [word, shown, "–", "–", toShared(outcome, [])];
    const { score, terms, date } = candidate;
    return [word, shown, score.toFixed(3), String(Math.round(date.daysApart)), toShared(outcome, terms)];
  });
  const all = [["", "headline", "score", "days", "both are about"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => {
    const cells = row.map((cell, column) =>
      column === 2 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return `${cells.join("  ").trimEnd()}\n`;
  });
  return `\n${lines.join("")}`;
}

/** What stands in has too little in common for that to be the reason. */
function toShared(outcome: CandidateExplanation["outcome"], terms: CandidateExplanation["terms"]): string {
  if (outcome === "fallback") return "(newest of the section)";
  return terms
    .slice(0, MOST_SHARED)
    .map(({ term }) => term)
    .join(", ");
}

function toBlock(candidate: CandidateExplanation | Unscored, article: Article | undefined): string {
  const head = `\n${article?.headline ?? candidate.id}\n  ${candidate.id}\n  ${OUTCOMES[candidate.outcome]}\n`;
  if (!("score" in candidate)) return head;
  const { score, terms, passages, links, date, hub } = candidate;
  const words = terms
    .slice(0, MOST_TERMS)
    .map(({ term, kind, points }) => `${kind === "tag" ? `tag ${term}` : term} ${toPoints(points)}`);
  const others = terms.slice(MOST_TERMS).reduce((sum, { points }) => sum + points, 0);
  if (terms.length > MOST_TERMS) words.push(`${terms.length - MOST_TERMS} more terms ${toPoints(others)}`);
  const parts = [
    `terms ${toPoints(terms.reduce((sum, { points }) => sum + points, 0))}`,
    ...(passages > 0 ? [`closest paragraphs ${toPoints(passages)}`] : []),
    ...(links > 0 ? [`link ${toPoints(links)}`] : []),
  ];
  const days = `${Math.round(date.daysApart)} days apart`;
  const nearness = `${hub.toFixed(2)} for ${hub < 1 ? "being near to many stories" : "being near to few stories"}`;
  return `${head}  score ${toPoints(score)} = (${parts.join(" + ")}) × ${date.factor.toFixed(2)} for ${days} × ${nearness}
  ${words.join(", ")}
`;
}

function toPoints(value: number): string {
  return value.toFixed(3);
}
