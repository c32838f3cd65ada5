/** The host of an address that may be followed; nothing for `javascript:` and the like. */
export function webHost(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return ['https:', 'http:'].includes(url.protocol) && !url.username ? url.host : undefined;
}
