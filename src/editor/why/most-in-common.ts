/** Of more rows, what they have in common is what all rows have. */
export const mostInCommon = 50_000;
