/** How high a small table in a panel is, in pixels: a few rows, the one to type in, and its head; further rows scroll. */
export const sheetHeight = (rows: number, below = 0): number => 50 + 30 * (Math.min(Math.max(rows, 2), 8) + 1) + below;
