import { describe, expect, it } from 'vitest';
import {
  isMeetingTemplate,
  meetingLink,
  meetingService,
  newMeetingLink,
} from '../../../../src/domain/calendar/meeting-link.js';
import { eventFields } from '../../../support/fields.js';

describe('meetingLink', () => {
  it.each([
    [
      'its own property first',
      { conference: 'https://video.example.org/a', location: 'https://zoom.us/j/1' },
      'https://video.example.org/a',
    ],
    [
      'then the place',
      { location: 'Online: https://us02web.zoom.us/j/123?pwd=x.', url: 'https://meet.jit.si/b' },
      'https://us02web.zoom.us/j/123?pwd=x',
    ],
    [
      'then the address',
      { url: 'https://teams.microsoft.com/l/meetup-join/19%3a', description: 'https://meet.jit.si/b' },
      'https://teams.microsoft.com/l/meetup-join/19%3a',
    ],
    [
      'then the description',
      { description: 'Notes https://example.org/x\nJoin (https://meet.google.com/abc-defg-hij)' },
      'https://meet.google.com/abc-defg-hij',
    ],
    ['no script', { conference: 'javascript:alert(1)' }, ''],
    ['no page of the same service', { description: 'https://zoom.us/pricing' }, ''],
    ['no look-alike host', { location: 'https://meet.google.com.evil.example/abc' }, ''],
    ['no telephone', { conference: 'tel:+41210000000' }, ''],
  ])('takes %s', (_what, fields, link) => {
    expect(meetingLink(eventFields(fields))).toBe(link);
  });

  it('names the service', () => {
    expect(meetingService('https://kmeet.infomaniak.com/abc')).toBe('kMeet');
    expect(meetingService('https://meet.example.org/room')).toBe('Jitsi Meet');
    expect(meetingService('https://example.org/room')).toBeUndefined();
  });
});

describe('newMeetingLink', () => {
  const random = (seed: number) => Uint8Array.from({ length: 64 }, (_, i) => (i * 37 + seed * 101) % 256);

  it('fills the template with letters from the random bytes', () => {
    const one = newMeetingLink('https://kmeet.infomaniak.com/{random}', random(1));
    expect(one).toMatch(/^https:\/\/kmeet\.infomaniak\.com\/[a-z2-9]{24}$/);
    expect(newMeetingLink('https://kmeet.infomaniak.com/{random}', random(2))).not.toBe(one);
  });

  it('refuses too few bytes, and bytes that would favour a letter', () => {
    expect(() => newMeetingLink('https://x.example/{random}', new Uint8Array(10))).toThrow(RangeError);
    expect(() => newMeetingLink('https://x.example/{random}', new Uint8Array(64).fill(255))).toThrow(RangeError);
  });

  it.each([
    ['https://meet.jit.si/{random}', true],
    ['https://example.org/my-room', true],
    ['http://example.org/{random}', false],
    ['javascript:{random}', false],
    ['meet.jit.si/{random}', false],
    ['', false],
  ])('template %s: %s', (template, good) => {
    expect(isMeetingTemplate(template)).toBe(good);
  });
});
