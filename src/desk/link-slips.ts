import { quote } from "../base/diagnostic.ts";
import type { Slip } from "./dialect-slips.ts";

const ADDRESS = /(?:https?:\/\/|\/|www\.)[^\s()[\]]+/.source;

/** A file that a link may lead to, with a part of it. */
const FILE = /[^\s()<>[\]{}]+\.(?:md(?:#[^\s()<>[\]{}]*)?|png|jpe?g|gif|webp|avif|svg|pdf)/.source;

/** Links and pictures of which a sign is wrong, so that they stay as text. */
export const LINKS: readonly Slip[] = [
  {
    // ![The bridge](the bridge.jpg), [the vote](/news/the vote/)
    pattern:
      /(!?\[[^\][]*\])\((?!<|mailto:|tel:)([^()<>"'\s]+(?: +[^()<>"'\s]+)+\.[a-z\d]{2,5}|(?:https?:\/|\/|[^()<>"'\s]+\.md#)[^()<>"'\s]+(?: +[^()<>"'\s“”„‘’«»]+)+)\)/i,
    message: ([whole]) => `${quote(whole)} stays as text, for its address has a blank`,
    advice: ([, label = "", address = ""]) => `write ${label}(<${address}>)`,
  },
  {
    // [the vote](vote .md), [the vote](vote.md #part)
    pattern: /(!?\[[^\][]*\])\(([^\s()<>"']+(?: +\.|\.md +#)[^\s()<>"']+)\)/i,
    message: ([whole]) => `${quote(whole)} stays as text, for its address has a blank`,
    advice: ([, label = "", address = ""]) => `write ${label}(${address.replaceAll(" ", "")})`,
  },
  {
    // [Write](mailto: ana@report.test)
    pattern: /(\[[^\][]*\])\(((?:tel|mailto):[^()<>"'\s]*(?: +[^()<>"'\s“”„‘’«»]+)+)\)/,
    message: ([whole]) => `${quote(whole)} stays as text, for its address has a blank`,
    advice: ([, label = "", address = ""]) =>
      `write ${label}(${address.replaceAll(/(?<=\?.*) /g, "%20").replaceAll(" ", "")})`,
  },
  {
    // ![The vote](https://www.youtube.com/watch?v=…)
    pattern:
      /!\[([^\][]*)\]\((?:https?:)?\/\/(?:www\.|m\.)?(?:youtube\.com\/(?:watch\?v=|embed\/|shorts\/)|youtu\.be\/)([\w-]{11})[^()\s]*\)/,
    message: ([whole]) => `${quote(whole)} is a video, and no picture`,
    advice: ([, title = "", id = ""]) => `write ::youtube{id=${id} title="${title || "What it shows"}"}`,
  },
  {
    // [the report] (https://…)
    pattern: new RegExp(`(\\[[^\\][]+\\]) +(\\(${ADDRESS}\\))`),
    message: ([whole]) => `${quote(whole)} stays as text, for a blank stands within`,
    advice: ([, label = "", address = ""]) => `write ${label}${address}`,
  },
  {
    // [the vote] (vote.md), ![The bridge] (bridge.jpg)
    pattern: /(!?\[[^\][]+\]) +(\([^()\s]+\.(?:md(?:#[^()\s]*)?|png|jpe?g|gif|webp|avif|svg|pdf)\))/i,
    message: ([whole]) => `${quote(whole)} stays as text, for a blank stands within`,
    advice: ([, label = "", address = ""]) => `write ${label}${address}`,
  },
  {
    // ! [The bridge](bridge.jpg)
    pattern: /(?<![\w!])! (\[[^\][]+\]\([^()\s]+\.(?:png|jpe?g|gif|webp|avif|svg)\))/i,
    message: ([whole]) => `${quote(whole)} is a link, and no picture, for a blank stands within`,
    advice: ([, link = ""]) => `write !${link}`,
  },
  {
    // (the report)[https://…]
    pattern: new RegExp(`\\(([^()]+)\\)\\[(${ADDRESS})\\]`),
    message: ([whole]) => `${quote(whole)} stays as text: brackets hold the words, parentheses the address`,
    advice: ([, label = "", address = ""]) => `write [${label}](${address})`,
  },
  {
    // [the report](https://… “The report”)
    pattern: /\[[^\][]+\]\([^()\s]+ +[“”„‘’«»][^()]*\)/,
    message: ([whole]) => `${quote(whole)} stays as text, for the title has quotation marks that are not straight`,
    advice: () => 'write [words](address "title")',
  },
  {
    // [the vote](vote.md "The vote)
    pattern: /(\[[^\][]+\]\([^()\s]+ +)(?:"([^"()]*)|'([^'()]*))\)/,
    message: ([whole]) => `${quote(whole)} stays as text, for nothing ends the title`,
    advice: ([, start = "", one, two = ""]) => `write ${start}"${one ?? two}")`,
  },
  {
    // [the report]https://…
    pattern: /(\[[^\][]+\])(https?:\/\/[^\s()[\]]*[^\s()[\].,;:!?])/,
    message: ([whole]) => `${quote(whole)} stays as text, for the parentheses are missing`,
    advice: ([, label = "", address = ""]) => `write ${label}(${address})`,
  },
  {
    // [the report](https://… and no end
    pattern: /(\[[^\][]+\]\()(https?:\/\/[^\s()<>]+)(?=\s[^()]*$|$)/,
    message: ([whole]) => `${quote(whole)} stays as text, for a parenthesis is missing`,
    advice: ([, label = "", address = ""]) => `write ${label}${address})`,
  },
  {
    // [the vote](vote.md, ![The bridge](bridge.jpg and no end
    pattern: new RegExp(`(!?\\[[^\\][]+\\]\\()(${FILE})[.,;:]?(?=\\s[^()]*$|$)`, "i"),
    message: ([whole]) => `${quote(whole)} stays as text, for a parenthesis is missing`,
    advice: ([, label = "", address = ""]) => `write ${label}${address})`,
  },
  {
    // [the vote(vote.md), [the report(https://…)
    pattern: new RegExp(`(!?\\[[^\\][()]+)\\((${FILE}|https?:\\/\\/[^\\s()<>[\\]]+)\\)(?![^[]*\\])`, "i"),
    message: ([whole]) => `${quote(whole)} stays as text, for a bracket is missing`,
    advice: ([, label = "", address = ""]) => `write ${label}](${address})`,
  },
  {
    // [the vote]vote.md), [the vote]{vote.md}
    pattern: new RegExp(`(\\[[^\\][]+\\])(?:\\{(${FILE}|https?:\\/\\/[^\\s{}]+)\\}|(${FILE})\\))`, "i"),
    message: ([whole]) => `${quote(whole)} stays as text: parentheses hold the address`,
    advice: ([, label = "", braced, bare = ""]) => `write ${label}(${braced ?? bare})`,
  },
];
