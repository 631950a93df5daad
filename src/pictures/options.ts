/** What browsers may choose from beside the JPEG or PNG that all of them read. */
export const pictureFormats = ["avif", "webp"] as const;

export type PictureFormat = (typeof pictureFormats)[number];

export interface PictureOptions {
  /** In the order in which they are offered. */
  readonly formats: readonly PictureFormat[];
  /** In pixels; no picture is made wider than it is. */
  readonly widths: readonly number[];
  /** 1 to 100 on the scale of each encoder. */
  readonly quality: Readonly<Record<PictureFormat | "jpeg", number>>;
  /** Whether a card with headline and masthead is drawn for articles that have no picture. */
  readonly cards: boolean;
}

/** 160: portraits and thumbnails; 320 and 640: cards; 1080: a phone's whole width; 1600: the lead on a large screen. */
export const pictureDefaults = {
  formats: ["avif", "webp"],
  widths: [160, 320, 640, 1080, 1600],
  quality: { avif: 50, webp: 72, jpeg: 80 },
  cards: true,
} as const satisfies PictureOptions;
