/** Browsers scroll no further than about this many rows: what lies behind them is found by sorting and filtering. */
export const mostShown = 600_000;
