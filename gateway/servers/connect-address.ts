// To which machine a connection goes: looked up once, checked, and used as checked, so that no name can lead elsewhere.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { requestErrors } from '../errors.js';

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** This machine, private networks, and what is no single machine; also written as IPv6 (RFC 4291 §2.5.5.2). */
export function isPrivateAddress(address: string): boolean {
  // BlockList itself compares `::ffff:127.0.0.1` with IPv4 networks.
  return isIP(address) === 0 || PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** A host's address that may be connected to. @throws {RequestError} There is none. */
export async function connectAddress(host: string, allowPrivate: boolean): Promise<string> {
  let addresses: readonly string[];
  if (isIP(host) !== 0) addresses = [host];
  else {
    try {
      addresses = (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
    } catch {
      throw requestErrors.unreachable(`The mail server ${host} cannot be reached: there is no server of that name.`);
    }
  }
  const address = addresses.find((one) => allowPrivate || !isPrivateAddress(one));
  if (address === undefined)
    throw requestErrors.notAllowed(
      `${host} is in a private network or on this machine; this gateway connects there only with --allow-private.`,
    );
  return address;
}
