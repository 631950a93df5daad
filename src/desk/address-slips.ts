import { quote } from "../base/diagnostic.ts";
import type { Slip } from "./dialect-slips.ts";

const WHOLE = "write the whole address, such as https://example.org/page";

/**
 * Addresses of links and pictures that browsers take for something else, or for nothing; localhost is told otherwise.
 */
export const ADDRESSES: readonly Slip[] = [
  {
    // http:/report.test, https:///report.test
    pattern: /(?<=\]\(<?)(https?):(?:\/|\/{3,})?([^/\s()<>][^\s()<>]*)/i,
    message: ([whole]) => `${quote(whole)} has not the two slashes that stand before a host`,
    advice: ([, scheme = "", rest = ""]) => `write ${scheme.toLowerCase()}://${rest}`,
  },
  {
    // http://https://report.test
    pattern: /(?<=\]\(<?)https?:\/\/(https?):?\/{1,2}([^\s()<>]+)/i,
    message: ([whole]) => `${quote(whole)} begins twice`,
    advice: ([, scheme = "", rest = ""]) => `write ${scheme.toLowerCase()}://${rest}`,
  },
  {
    // https://, http://guides, https://report,test/, https://.test
    pattern:
      /(?<=\]\(<?)https?:\/\/(?!localhost\b|\[|https?:?\/)(?:[^\s()<>/?#.]+|(?=[\s)>])|[^\s()<>/?#]*,[^\s()<>/?#]*|\.[^\s()<>/?#]*)(?=[\s()<>/?#])/i,
    message: ([whole]) => `${quote(whole)} names no host that there can be`,
    advice: () => WHOLE,
  },
  {
    // What Google Docs, Outlook and networks make of a link that is copied out of them.
    pattern:
      /(?<=\]\(<?)https?:\/\/(?:(?:www\.)?google\.[a-z.]{2,6}\/url\?(?:[^\s()<>]*&)?(?:q|url)=|[\w.-]{1,60}\.safelinks\.protection\.outlook\.com\/\?(?:[^\s()<>]*&)?url=|lm?\.facebook\.com\/l\.php\?(?:[^\s()<>]*&)?u=)(https?[^\s()<>&]+)[^\s()<>]*/i,
    message: ([whole]) => `${quote(whole)} leads through a service that counts who follows it`,
    advice: ([, address = ""]) => toDecoded(address),
  },
  {
    // mailto:ana.report.test
    pattern: /(?<=\]\(<?)mailto:(?!\?)[^\s()<>@]+(?=[)>\s])/i,
    message: ([whole]) => `${quote(whole)} names no mailbox`,
    advice: () => "write mailto:name@example.org",
  },
];

/** `https%3A%2F%2Freport.test%2Fa` */
function toDecoded(address: string): string {
  try {
    return `write ${decodeURIComponent(address)}`;
  } catch {
    return WHOLE;
  }
}
