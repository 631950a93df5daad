import type { Processor } from "unified";

/** A plugin that sets how HTML is written. */
export default function remarkQuotes(this: Processor): void {
  this.data("settings", { quote: "'" });
}
