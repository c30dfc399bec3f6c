/** More alerts than these are not listed: a stretch of time or a key leads to the others. They take some tens of megabytes. */
export const mostListed = 100_000;
