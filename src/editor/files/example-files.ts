/** The data that comes with the examples, as addresses: `card-fraud/data/payments.csv`. */
const addresses = import.meta.glob<string>('../../../rules-examples/*/data/*', { query: '?url', import: 'default', eager: true });

/** Where a file of an example is, by the path that its graph has for it. */
export function exampleFile(example: string, path: string): string | undefined {
  const address = addresses[`../../../rules-examples/${example}/${path}`];
  return address === undefined ? undefined : new URL(address, document.baseURI).href;
}
