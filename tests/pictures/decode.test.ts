import sharp from "sharp";
import { expect, test } from "vitest";
import { prepareDecoder } from "../../src/pictures/decode.ts";
import { prepareEncoder } from "../../src/pictures/encode.ts";
import type { PictureTask } from "../../src/pictures/open.ts";
import { pictureDefaults } from "../../src/pictures/options.ts";
import { toGreyPng } from "./png.ts";

const OPTIONS = { ...pictureDefaults, widths: [80, 160] };
const encode = prepareEncoder(OPTIONS);
const decode = prepareDecoder(OPTIONS);

/** What is wrong with a picture and what is made of it, but for its bytes. */
async function toFound(bytes: Uint8Array, how: "encoded" | "decoded", task: PictureTask = { kind: "sizes" }) {
  const { files, problem } =
    how === "encoded" ? (await encode({ bytes, task })).picture : await decode({ bytes, task });
  const shapes = files.map(({ shape, format, width, height }) => `${shape} ${format} ${width}×${height}`);
  return { problem, shapes };
}

async function toNoise(format: "jpeg" | "png" | "webp" | "avif" | "gif"): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  const create = { width: 300, height: 200, channels: 3, background: "#888", noise } as const;
  return sharp({ create })
    .toFormat(format, { progressive: format === "jpeg" })
    .toBuffer();
}

test.each(["jpeg", "png", "webp", "avif", "gif"] as const)(
  "of a whole, a cut and a damaged %s, check says what a build would",
  async (format) => {
    const whole = await toNoise(format);
    const damaged = [0.02, 0.3, 0.7].map((part) => {
      const copy = Buffer.from(whole);
      copy.fill(0xa5, Math.floor(whole.length * part), Math.floor(whole.length * part) + 12);
      return copy;
    });
    const cut = [0.01, 0.1, 0.5, 0.9, 0.99].map((part) => whole.subarray(0, Math.floor(whole.length * part)));
    for (const bytes of [whole, ...cut, ...damaged]) {
      expect(await toFound(bytes, "decoded")).toEqual(await toFound(bytes, "encoded"));
    }
    expect((await toFound(whole, "decoded")).problem).toBeNull();
  },
);

test("what would be made of a picture is known without making it", async () => {
  const turned = await sharp(toGreyPng(1001, 800)).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  for (const bytes of [turned, toGreyPng(1300, 1250)]) {
    for (const task of [{ kind: "sizes" }, { kind: "crops", focus: null }] satisfies PictureTask[]) {
      expect(await toFound(bytes, "decoded", task)).toEqual(await toFound(bytes, "encoded", task));
    }
  }
});

test("a picture too tall for a format is shown in those that can hold it", async () => {
  const tall = await toFound(toGreyPng(40, 17_000), "encoded");
  expect(tall).toEqual({ problem: null, shapes: ["whole jpeg 40×17000"] });
  expect(await toFound(toGreyPng(40, 17_000), "decoded")).toEqual(tall);
  expect((await toFound(toGreyPng(10, 66_000), "encoded")).shapes).toEqual([]);
});
