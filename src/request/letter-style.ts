/** Owns how the letter looks: inline for mail programs, a style sheet for dark, narrow and printed pages. Pure. */

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const FIXED = "Menlo, Consolas, 'Liberation Mono', 'Courier New', monospace";
const TEXT = 'font-size: 16px; line-height: 1.55';
const CELL = `padding: 10px 14px; ${TEXT}; text-align: left; vertical-align: top; border-bottom: 1px solid #cfd8e3`;

/** Classes are for the style sheet below; a mail program that drops it still shows the inline style. */
const STYLES = {
  page: ['page', `margin: 0; padding: 24px 12px; background-color: #eaeef3; font-family: ${FONT}`],
  card: [
    'card ink',
    'max-width: 720px; margin: 0 auto; background-color: #ffffff; color: #1d2733; border-radius: 8px; overflow-wrap: anywhere',
  ],
  head: ['head pad', 'padding: 16px 40px; background-color: #1c4a7e; border-radius: 8px 8px 0 0'],
  organiser: ['', 'margin: 0; font-size: 16px; line-height: 1.4; font-weight: 600; color: #ffffff'],
  election: ['', 'margin: 0; font-size: 16px; line-height: 1.4; color: #ffffff'],
  body: ['pad', 'padding: 24px 40px 36px'],
  soft: ['soft', `margin: 0 0 4px; ${TEXT}; color: #4d5b6b`],
  h1: ['title', 'margin: 24px 0 20px; font-size: 27px; line-height: 1.25; font-weight: 700; color: #14304f'],
  h2: ['title', 'margin: 32px 0 12px; font-size: 20px; line-height: 1.3; font-weight: 700; color: #14304f'],
  text: ['ink', `margin: 0 0 14px; ${TEXT}; color: #1d2733`],
  end: ['ink', `margin: 28px 0 14px; ${TEXT}; color: #1d2733`],
  strong: ['ink', `margin: 0 0 14px; ${TEXT}; font-weight: 600; color: #1d2733`],
  list: ['ink', `margin: 0 0 14px; padding: 0 0 0 22px; ${TEXT}; color: #1d2733`],
  item: ['', 'margin: 0 0 8px; padding: 0 0 0 2px'],
  table: [
    'box',
    'width: 100%; margin: 4px 0 18px; background-color: #f1f5fa; border: 1px solid #9fb0c4; border-radius: 6px; border-collapse: separate; border-spacing: 0',
  ],
  label: ['cell soft stack', `width: 170px; ${CELL}; font-weight: 400; color: #4d5b6b`],
  value: ['cell ink stack last', `${CELL}; font-weight: 600; color: #1d2733`],
  field: ['cell ink stack last', `${CELL}; color: #1d2733`],
  line: ['rule', 'display: block; min-height: 24px; margin: 0 0 4px; border-bottom: 2px solid #4d5b6b'],
  choice: ['', 'display: inline-block; margin: 0 20px 4px 0; font-weight: 600'],
  note: ['soft', 'display: block; font-size: 14px; line-height: 1.4; color: #4d5b6b'],
  code: ['', `font-family: ${FIXED}; font-size: 15px; font-weight: 600`],
  command: [
    'box ink',
    `margin: 0 0 14px; padding: 14px 16px; background-color: #f1f5fa; border: 1px solid #9fb0c4; border-radius: 6px; font-family: ${FIXED}; font-size: 14px; line-height: 1.5; color: #1d2733; white-space: pre-wrap; overflow-wrap: anywhere`,
  ],
  blank: ['blank', 'background-color: #fdf1c4; color: #6b4e00'],
} as const satisfies Readonly<Record<string, readonly [classes: string, style: string]>>;

/** Attributes of an element, with a blank before them: " class=… style=…". */
export function styled(name: keyof typeof STYLES): string {
  const [classes, style] = STYLES[name];
  return `${classes === '' ? '' : ` class="${classes}"`} style="${style}"`;
}

export const STYLE_SHEET = `    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    code { font-family: ${FIXED}; }
    @media (prefers-color-scheme: dark) {
      .page { background-color: #11161d !important; }
      .card { background-color: #1b222c !important; }
      .head { background-color: #24405f !important; }
      .box { background-color: #262f3b !important; border-color: #5b6b7e !important; }
      .cell { border-color: #46556a !important; }
      .ink { color: #e9edf2 !important; }
      .soft { color: #b6c1ce !important; }
      .title { color: #ffffff !important; }
      .rule { border-color: #b6c1ce !important; }
      .blank { background-color: #4a3c0a !important; color: #ffe9a6 !important; }
    }
    @media (max-width: 560px) {
      .page { padding: 0 !important; }
      .card { border-radius: 0 !important; }
      .head { border-radius: 0 !important; }
      .pad { padding-left: 20px !important; padding-right: 20px !important; }
      .stack { display: block !important; width: auto !important; border-bottom: 0 !important; padding: 10px 14px 0 !important; }
      .last { padding: 2px 14px 10px !important; }
      h1 { font-size: 23px !important; }
    }
    @media print {
      .page { background-color: #ffffff !important; padding: 0 !important; }
      .card { max-width: none !important; }
    }
`;
