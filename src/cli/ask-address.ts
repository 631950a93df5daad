import { lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Answer } from "../desk/external-links.ts";

export interface AskOptions {
  /** The name under which we ask, with an address for complaints. */
  readonly userAgent: string;
  /** Whether addresses of private networks and of this machine are asked too. */
  readonly asksPrivate: boolean;
  /** For each request, in ms. */
  readonly timeLimit: number;
  /** Pause in ms before an address is asked a second time. */
  readonly pause: number;
}

/** IANA's registries of special-purpose addresses, as far as a network may use them inside. */
const PRIVATE = toBlockList(
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 198.18.0.0/15 " +
    "224.0.0.0/3 ::/127 ::ffff:0:0/96 64:ff9b:1::/48 fc00::/7 fe80::/10 ff00::/8",
);

interface Reply {
  readonly status: number;
  readonly location: string | null;
}

const MOST_REDIRECTS = 5;

/** An address inside a network. To ask for it could do harm, since articles may come from elsewhere. */
class PrivateAddressError extends Error {}

/** Asks for an address, and once more if the network or the server failed. */
export async function askAddress(url: string, options: AskOptions): Promise<Answer> {
  const first = await follow(url, options);
  if (first.kind !== "unknown" || !first.isPassing) return first;
  await new Promise((done) => setTimeout(done, options.pause));
  return follow(url, options);
}

type Followed =
  | Exclude<Answer, { kind: "unknown" }>
  /** `isPassing`: the next try may have another result. */
  | { readonly kind: "unknown"; readonly reason: string; readonly isPassing: boolean };

async function follow(url: string, options: AskOptions): Promise<Followed> {
  let address = url;
  let isForGood = true;
  try {
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const { status, location } = await ask(address, options);
      if (status >= 200 && status < 300) {
        return { kind: "there", movedTo: hop > 0 && isForGood ? address : null };
      }
      if (status === 404 || status === 410) return { kind: "gone", status };
      const next = status >= 300 && status < 400 && location !== null ? URL.parse(location, address) : null;
      if (next === null)
        return { kind: "unknown", reason: `the server answers ${status}`, isPassing: isPassing(status) };
      if (!/^https?:$/.test(next.protocol)) return unknown("it leads to an address of another kind");
      isForGood &&= status === 301 || status === 308;
      address = next.href;
    }
    return unknown("it redirects again and again");
  } catch (error) {
    if (error instanceof PrivateAddressError) return unknown("it is an address of a private network");
    return { kind: "unknown", reason: toReason(error), isPassing: true };
  }
}

function unknown(reason: string): Followed {
  return { kind: "unknown", reason, isPassing: false };
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Asks with HEAD, and then with GET if the server does not know HEAD or may answer it wrongly. */
async function ask(url: string, options: AskOptions): Promise<Reply> {
  const reply = await send("HEAD", url, options);
  return reply.status >= 400 ? send("GET", url, options) : reply;
}

function send(method: "HEAD" | "GET", url: string, { userAgent, asksPrivate, timeLimit }: AskOptions): Promise<Reply> {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  if (!asksPrivate && isIP(host) !== 0 && isPrivate(host)) return Promise.reject(new PrivateAddressError());
  return new Promise((done, fail) => {
    const request = (protocol === "https:" ? requestHttps : requestHttp)(url, {
      method,
      headers: { "user-agent": userAgent, accept: "text/html,*/*;q=0.8" },
      signal: AbortSignal.timeout(timeLimit),
      agent: false,
      // Checked while connecting and not before, for a name can have another address by then.
      ...(asksPrivate ? {} : { lookup: lookupPublic }),
    });
    request.on("error", fail);
    request.on("response", (response) => {
      response.destroy();
      done({ status: response.statusCode ?? 0, location: response.headers.location ?? null });
    });
    request.end();
  });
}

const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) done(error ?? new Error("no address"), "", 0);
    else if (addresses.some(({ address }) => isPrivate(address))) done(new PrivateAddressError(), "", 0);
    else if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function toBlockList(networks: string): BlockList {
  const list = new BlockList();
  for (const [, network = "", bits] of networks.matchAll(/(\S+)\/(\d+)/g)) {
    list.addSubnet(network, Number(bits), network.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}

function toReason(error: unknown): string {
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (code === "ENOTFOUND") return "there is no such host";
  return name === "AbortError" || name === "TimeoutError" ? "no answer in time" : (code ?? message);
}
