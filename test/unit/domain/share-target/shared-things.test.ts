import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_SHARED_TEXT,
  nameForImport,
  readSharedTexts,
  sharedEvent,
  sharedFileName,
  sharedMessage,
  wayOfFile,
} from '../../../../src/domain/share-target/shared-things.js';

describe('what is shared with the app', () => {
  it.each([
    ['team.ics', '', 'import'],
    ['Anna.VCF', 'application/octet-stream', 'import'],
    ['meeting.vcs', '', 'import'],
    ['meeting', 'text/x-vcalendar', 'import'],
    ['invite', 'text/calendar; charset=utf-8', 'import'],
    ['letter.eml', '', 'mail'],
    ['archive.mbox', '', 'mail'],
    ['message', 'message/rfc822', 'mail'],
    ['photo.jpg', 'image/jpeg', 'attachment'],
    ['notes.txt', 'text/plain', 'attachment'],
    ['', '', 'attachment'],
  ])('[SL1] %j (%s) goes to: %s', (name, type, way) => {
    expect(wayOfFile({ name, type })).toBe(way);
  });

  it.each([
    ['invite', 'text/calendar', 'invite.ics'],
    ['invite', 'text/x-vcalendar', 'invite.vcs'],
    ['Anna', 'text/x-vcard', 'Anna.vcf'],
    ['letter.eml', 'message/rfc822', 'letter.eml'],
    ['photo', 'image/png', 'photo'],
  ])('[SL1] %s of %s is known by the imports as %s', (name, type, wanted) => {
    expect(nameForImport({ name, type })).toBe(wanted);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\a\\b.ics', 'b.ics'],
    ['..', 'file-3'],
    ['', 'file-3'],
    ['a\u0000\u202eb.ics', 'a b.ics'],
  ])('[SL2] a file called %j is called %s', (name, wanted) => {
    expect(sharedFileName(name, 2)).toBe(wanted);
  });

  it('[SL2] finds an address that came as text, and takes no other kind of it', () => {
    const read = (text: string, url = '') => readSharedTexts({ title: 'A\r\nB', text, url });
    expect(read('https://a.example/x')).toEqual({ title: 'A B', text: '', url: 'https://a.example/x' });
    expect(read('Look:\r\nhere\u0007', 'https://a.example')).toEqual({
      title: 'A B',
      text: 'Look:\nhere',
      url: 'https://a.example',
    });
    expect(read('', 'javascript:alert(1)')).toEqual({ title: 'A B', text: 'javascript:alert(1)', url: '' });
  });

  it('[SL2] is bounded, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), fc.nat(60), (piece, times) => {
        const text = piece.repeat(times);
        const read = readSharedTexts({ title: text, text, url: text });
        expect(read.title.length).toBeLessThanOrEqual(1000);
        expect(read.text.length).toBeLessThanOrEqual(MAX_SHARED_TEXT + 1001);
        expect(read.url === '' || /^https?:/i.test(read.url)).toBe(true);
        expect(read.title).not.toMatch(/[\r\n\0]/);
      }),
      { numRuns: 30 },
    );
  });

  it('[SL3] becomes an event by its title, or its first line', () => {
    const url = 'https://a.example';
    expect(sharedEvent({ title: 'Concert', text: 'at eight', url })).toEqual({
      title: 'Concert',
      description: 'at eight',
      url,
    });
    expect(sharedEvent({ title: '', text: 'Concert\nat eight', url: '' })).toEqual({
      title: 'Concert',
      description: 'at eight',
      url: '',
    });
    expect(sharedEvent({ title: '', text: 'x'.repeat(121), url: '' }).title).toBe('');
    expect(sharedMessage({ title: 'Concert', text: 'at eight', url })).toEqual({
      subject: 'Concert',
      text: `at eight\n\n${url}`,
    });
  });
});
