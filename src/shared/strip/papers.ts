/** The sheets that a strip is printed on, upright, in mm. */
export const papers = { a4: { width: 210, height: 297 }, a3: { width: 297, height: 420 } } as const;
export type Paper = keyof typeof papers;

/** A sheet as a picture: pixels at `dpi`. */
export const pixelsOf = { a4: { width: 2480, height: 3508 }, a3: { width: 3508, height: 4961 } } as const satisfies Record<Paper, { width: number; height: number }>;

/** Dots to the inch: what a printer in a hall makes of a picture. */
export const dpi = 300;
export const mmPerInch = 25.4;
