const toWords = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names of colours (CSS Color 4, §6.1 and §6.2). */
const COLORS = toWords(`
  aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood cadetblue
  chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey
  darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray
  darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen
  fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki
  lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen
  lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
  limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
  mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
  olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
  powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
  slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke
  yellow yellowgreen transparent currentcolor accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas
  canvastext field fieldtext graytext highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext`);

/** Values of properties, newer ones too: what stands here is no slip. */
export const WORDS: readonly string[] = [
  ...COLORS,
  ...toWords(`
  absolute alias all all-scroll alternate alternate-reverse always anchor-center auto avoid avoid-column avoid-page backwards
  balance baseline bevel blink block block-axis bold bolder border-box both bottom break-all break-spaces break-word capitalize
  caption cell center clip clone col-resize collapse color color-burn color-dodge column column-reverse columns condensed
  contain content content-box contents context-menu copy cover crosshair dashed decimal default dense difference disc discard
  dotted double each-line ease ease-in ease-in-out ease-out ellipsis end evenodd ew-resize exclude exclusion expanded extra-condensed
  extra-expanded fantasy farthest-corner fill fill-box first fit-content fixed flat flex flex-end flex-start flow flow-root
  forwards from-image full-width grab grabbing grid grid-lanes groove hanging hard-light help hidden horizontal horizontal-tb
  hue icon infinite inherit initial inline inline-block inline-end inline-flex inline-grid inline-size inline-start inline-table
  inset inside inter-character inter-word isolate italic jump-both jump-end jump-none jump-start justify keep-all landscape large
  larger last layout left legacy lighten lighter line line-through linear list-item local loose lower-alpha lower-latin lower-roman
  lowercase ltr luminosity manipulation manual masonry match-parent math max-content medium menu min-content mixed monospace move
  multiply n-resize ne-resize nearest nesw-resize no-clip no-drop no-repeat none nonzero normal not-allowed nowrap ns-resize
  numeric nwse-resize oblique off optimizelegibility optimizespeed outset outside over overlay overline overscroll padding-box
  page paint pan-x pan-y paused pixelated plaintext pointer portrait pre pre-line pre-wrap preserve preserve-3d preserve-breaks
  pretty progress ridge relative repeat repeat-x repeat-y reverse revert revert-layer revert-rule right rotate round row row-resize
  row-reverse rtl ruby run-in running safe sans-serif saturation scale-down screen scroll scrollbar self-end self-start
  semi-condensed semi-expanded separate serif show sideways size small small-caps small-caption smaller smooth soft-light solid
  space space-around space-between space-evenly spell-out square stable start static status-bar step-end step-start sticky
  stretch strict style sub subgrid super swap symbolic system-ui table table-caption table-cell table-column table-row text
  text-after-edge text-bottom text-top thick thin to top touch trim-both trim-end trim-start ultra-condensed ultra-expanded
  underline unicase unsafe unset upper-alpha upper-latin upper-roman uppercase upright vertical vertical-lr vertical-rl view-box
  visible w-resize wait wavy wrap wrap-reverse x-large x-small xx-large xx-small xxx-large zoom-in zoom-out`),
];

/** What some write for a word that is none of these, or not there. */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  center: ["middle"],
  centered: ["center"],
  middle: ["center"],
  centre: ["center"],
  underlined: ["underline"],
  upper: ["uppercase"],
  lower: ["lowercase"],
  off: ["none"],
  no: ["none"],
  hide: ["hidden"],
  show: ["visible", "block"],
  hand: ["pointer"],
  vertical: ["column"],
  horizontal: ["row"],
};

export const FUNCTIONS: readonly string[] = toWords(`
  blur brightness calc circle clamp color color-mix conic-gradient contrast cubic-bezier drop-shadow ellipse fit-content grayscale hsl
  hsla hue-rotate hwb inset invert lab lch light-dark linear linear-gradient matrix max min minmax oklab oklch opacity perspective
  polygon radial-gradient repeat repeating-linear-gradient rgb rgba rotate rotatex rotatey saturate scale scalex scaley sepia skew
  skewx skewy steps translate translate3d translatex translatey url`);

/** Units of CSS Values 4, of speech and of drafts. */
export const UNITS: readonly string[] = toWords(`
  px rem em ex rex ch rch cap rcap ic ric lh rlh vw vh vi vb vmin vmax svw svh svi svb svmin svmax lvw lvh lvi lvb lvmin lvmax
  dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax cm mm q in pt pc deg grad rad turn s ms hz khz dpi dpcm dppx x fr db st`);

/** The values of properties that lightningcss does not read. */
export const CLOSED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    float: "left right none inline-start inline-end",
    clear: "left right both none inline-start inline-end",
    "object-fit": "fill contain cover none scale-down",
    "pointer-events": "auto none all",
    "border-collapse": "collapse separate",
    "table-layout": "auto fixed",
    "caption-side": "top bottom",
    "scroll-behavior": "auto smooth",
    "text-wrap": "wrap nowrap balance pretty stable",
    hyphens: "none manual auto",
    direction: "ltr rtl",
    "writing-mode": "horizontal-tb vertical-rl vertical-lr sideways-rl sideways-lr",
    isolation: "auto isolate",
    "break-inside": "auto avoid avoid-page avoid-column",
    "font-optical-sizing": "auto none",
  }).map(([name, words]) => [name, toWords(words)]),
);
