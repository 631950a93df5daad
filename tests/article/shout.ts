import type { Processor } from "unified";

/** A remark plugin that extends the syntax, by nothing. */
export default function remarkShout(this: Processor): void {
  this.data().micromarkExtensions = [...(this.data().micromarkExtensions ?? []), {}];
}
