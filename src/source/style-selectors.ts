import type { Warning } from "lightningcss";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toTextPlace } from "../base/text-place.ts";
import { toStyleCode } from "./style-code.ts";

const toWords = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Pseudo-classes of Selectors 4 and its neighbours. What stands here is no slip, whether lightningcss knows it or not.
 */
const PSEUDO = toWords(`
  active active-view-transition after any-link autofill backdrop before blank buffering checked checkmark column cue current default
  defined details-content dir disabled empty enabled file-selector-button first first-child first-letter first-line first-of-type focus
  focus-visible focus-within fullscreen future grammar-error has has-slotted highlight host host-context hover in-range indeterminate
  interest-source interest-target invalid is lang last-child last-of-type left link local-link marker modal muted not nth-child
  nth-last-child nth-last-of-type nth-of-type only-child only-of-type open optional out-of-range part past paused picker picker-icon
  picture-in-picture placeholder placeholder-shown playing popover-open read-only read-write required right root scope scroll-button
  scroll-marker scroll-marker-group search-text seeking selection slotted spelling-error stalled state target target-after
  target-before target-current target-text user-invalid user-valid valid view-transition visited volume-locked where`);

/** Of Media Queries 5. */
const FEATURES = toWords(`
  any-hover any-pointer aspect-ratio color color-gamut color-index device-aspect-ratio device-height device-posture device-width
  display-mode dynamic-range environment-blending forced-colors grid height horizontal-viewport-segments hover inverted-colors
  monochrome nav-controls orientation overflow-block overflow-inline pointer prefers-color-scheme prefers-contrast
  prefers-reduced-data prefers-reduced-motion prefers-reduced-transparency resolution scan scripting update
  vertical-viewport-segments video-color-gamut video-dynamic-range width`);

const MEDIA = /@media\b[^{;]*/gi;
const FEATURE = /(?<=\(\s*(?:min-|max-)?)(?!min-|max-)[a-z][a-z-]*(?=\s*[:<>=)])/gi;

/**
 * Pseudo-classes and elements that lightningcss warned of and that are nearly known ones: browsers skip the whole rule.
 */
export function findMisspeltSelectors(warnings: readonly Warning[], name: string): readonly Diagnostic[] {
  return warnings.flatMap(({ value, loc }): readonly Diagnostic[] => {
    const { type, value: written } = (value ?? {}) as { readonly type?: string; readonly value?: unknown };
    if (typeof written !== "string" || !/^UnsupportedPseudo/.test(type ?? "")) return [];
    const meant = PSEUDO.includes(written.toLowerCase()) ? null : findNearest(written, PSEUDO);
    if (meant === null) return [];
    const { filename = name, line = 1, column = 1 } = loc ?? {};
    // Of elements it counts from the second colon.
    const isElement = type === "UnsupportedPseudoElement";
    const place = { file: `templates/${filename}`, line, column: isElement ? column + 1 : column };
    const message = `${quote(`${isElement ? "::" : ":"}${written}`)} is unknown, so browsers skip the whole rule`;
    return [toDiagnostic("stylesheet-name-unknown", place, message, `did you mean ${meant}?`)];
  });
}

/**
 * Features in `@media` that are nearly known ones: what stands there never applies. `texts` by name below `templates/`.
 */
export function findMisspeltFeatures(texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  return [...texts].flatMap(([file, text]) => {
    const code = toStyleCode(text);
    return Array.from(code.matchAll(MEDIA)).flatMap(({ 0: query, index }) =>
      Array.from(query.matchAll(FEATURE)).flatMap(({ 0: feature, index: at }): readonly Diagnostic[] => {
        const meant = FEATURES.includes(feature.toLowerCase()) ? null : findNearest(feature, FEATURES);
        if (meant === null) return [];
        const place = { file: `templates/${file}`, ...toTextPlace(text, index + at) };
        const message = `${quote(feature)} is no feature of media, so what follows never applies`;
        return [toDiagnostic("stylesheet-name-unknown", place, message, `did you mean ${meant}?`)];
      }),
    );
  });
}
