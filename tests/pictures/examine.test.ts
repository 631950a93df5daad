import sharp from "sharp";
import { expect, test } from "vitest";
import { prepareEncoder } from "../../src/pictures/encode.ts";
import { type ExamineInput, prepareExaminer } from "../../src/pictures/examine.ts";
import { pictureDefaults } from "../../src/pictures/options.ts";
import { toGreyPng } from "./png.ts";

const OPTIONS = { ...pictureDefaults, widths: [80, 160] };
const encode = prepareEncoder(OPTIONS.quality);
const examine = prepareExaminer(OPTIONS);

/** What is wrong with a picture and which files are to be made of it, as the examiner says. */
async function toExamined(bytes: Uint8Array, wanted: ExamineInput["wanted"] = "sizes") {
  const { files, problem } = await examine({ bytes, wanted });
  return { problem, shapes: files.map(({ shape, format, width, height }) => `${shape} ${format} ${width}×${height}`) };
}

/** The same as the encoder finds, told to make the files of another picture where there are none of this one. */
async function toEncoded(bytes: Uint8Array, wanted: ExamineInput["wanted"] = "sizes", like = bytes) {
  const shapes: string[] = [];
  for (const file of (await examine({ bytes: like, wanted })).files) {
    const made = await encode({ bytes, file, focus: null });
    if ("code" in made) return { problem: made, shapes: [] };
    const { width, height, format } = await sharp(made).metadata();
    shapes.push(`${file.shape} ${format === "heif" ? "avif" : format} ${width}×${height}`);
  }
  return { problem: null, shapes };
}

async function toNoise(format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  const create = { width: 300, height: 200, channels: 3, background: "#888", noise } as const;
  return sharp({ create })
    .toFormat(format, { progressive: format === "jpeg" })
    .toBuffer();
}

test.each(["jpeg", "png", "webp", "avif"] as const)(
  "of a whole, a cut and a damaged %s is known beforehand what an encoder would say",
  async (format) => {
    const whole = await toNoise(format);
    const damaged = [0.02, 0.3, 0.7].map((part) => {
      const copy = Buffer.from(whole);
      copy.fill(0xa5, Math.floor(whole.length * part), Math.floor(whole.length * part) + 12);
      return copy;
    });
    const cut = [0.01, 0.1, 0.5, 0.9, 0.99].map((part) => whole.subarray(0, Math.floor(whole.length * part)));
    for (const bytes of [whole, ...cut, ...damaged]) {
      expect(await toExamined(bytes)).toEqual(await toEncoded(bytes, "sizes", whole));
    }
    expect((await toExamined(whole)).problem).toBeNull();
  },
);

test("what would be made of a picture is known without making it", async () => {
  const turned = await sharp(toGreyPng(1001, 800)).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  for (const bytes of [turned, toGreyPng(1300, 1250)]) {
    for (const wanted of ["sizes", "crops"] as const) {
      expect(await toExamined(bytes, wanted)).toEqual(await toEncoded(bytes, wanted));
    }
  }
});

test("a picture too tall for a format is shown in those that can hold it", async () => {
  const tall = await toExamined(toGreyPng(40, 17_000));
  expect(tall).toEqual({ problem: null, shapes: ["whole jpeg 40×17000"] });
  expect(await toEncoded(toGreyPng(40, 17_000))).toEqual(tall);
  expect((await toExamined(toGreyPng(10, 66_000))).shapes).toEqual([]);
});
