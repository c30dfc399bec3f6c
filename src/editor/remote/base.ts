/**
 * Whether there is a server behind this page. `ruleloom serve` says so in the page itself; from anywhere else the page
 * works alone, and asks nobody.
 */
export const hasServer = typeof document !== 'undefined' && document.querySelector('meta[name="ruleloom-server"]') !== null;
