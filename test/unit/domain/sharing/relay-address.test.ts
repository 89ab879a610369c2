import { describe, expect, it } from 'vitest';
import { readRelayAddress } from '../../../../src/domain/sharing/relay-address.js';

describe('a relay’s address', () => {
  it.each([
    ['relay.example.org', 'wss://relay.example.org'],
    [' Relay.Example.org:8443 ', 'wss://relay.example.org:8443'],
    ['wss://relay.example.org/', 'wss://relay.example.org'],
    ['https://relay.example.org', 'wss://relay.example.org'],
    ['wss://relay.example.org:443', 'wss://relay.example.org'],
    ['localhost:8090', 'ws://localhost:8090'],
    ['ws://127.0.0.1:8090', 'ws://127.0.0.1:8090'],
    ['http://[::1]:8090', 'ws://[::1]:8090'],
    ['wss://localhost:8090', 'wss://localhost:8090'],
  ])('%s', (typed, address) => expect(readRelayAddress(typed)).toEqual({ address }));

  it.each([
    ['', 'empty'],
    ['ws://relay.example.org', 'insecure'],
    ['http://relay.example.org', 'insecure'],
    ['ws://localhost.example.org', 'insecure'],
    ['ftp://relay.example.org', 'no-address'],
    ['javascript:alert(1)', 'no-address'],
    ['wss://me:secret@relay.example.org', 'no-address'],
    ['relay example', 'no-address'],
    [`wss://${'a'.repeat(300)}`, 'no-address'],
    ['wss://relay.example.org/path', 'path'],
    ['wss://relay.example.org/?x=1', 'path'],
  ])('“%s” is none', (typed, problem) => expect(readRelayAddress(typed)).toEqual({ problem }));
});
