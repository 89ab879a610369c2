import { describe, expect, it } from 'vitest';
import { contactEdits } from '../../../../src/domain/contacts/contact-edits.js';
import type { ContactFields, FurtherValue } from '../../../../src/domain/contacts/contact-fields.js';
import { mergeContactFields } from '../../../../src/domain/contacts/merge-contact-fields.js';
import { readPosition } from '../../../../src/domain/contacts/position.js';
import { readContactFields } from '../../../../src/domain/contacts/read-contact-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const NOW = 1_795_000_000_000 as EpochMs;
const card = (version: string, ...lines: string[]) =>
  ['BEGIN:VCARD', `VERSION:${version}`, 'FN:Ada', ...lines, 'END:VCARD', ''].join('\r\n');

const shown = (text: string) =>
  readContactFields(text).further.map(({ name, value, detail, types, label }) =>
    [name, value, detail, types.join('+'), label].filter((part) => part !== '').join(' | '),
  );
const value = (name: FurtherValue['name'], text: string, more: Partial<FurtherValue> = {}): FurtherValue => ({
  ...{ id: '', types: [], preferred: false, label: '', detail: '', name, value: text },
  ...more,
});

/** The lines that are others after `change`, without REV. */
function changed(text: string, change: (fields: ContactFields) => Partial<ContactFields>): string[] {
  const before = readContactFields(text);
  const edits = contactEdits(text, before, { ...before, ...change(before) }, () => 'n', NOW);
  const lines = (of: string) => of.replace(/\r\n[ \t]/g, '').split('\r\n');
  const had = new Set(lines(text));
  return lines(applyEdits(text, edits)).filter((line) => !had.has(line) && !line.startsWith('REV'));
}

describe('further properties', () => {
  it('of birth and death, logo, sound and kind are read and written in the words of each version', () => {
    const png = 'iVBORw0KGgo=';
    const four = card(
      '4.0',
      'KIND:org',
      'BIRTHPLACE:Vienna\\, Austria',
      'DEATHDATE:18521127',
      'DEATHPLACE;VALUE=uri:geo:51.5,-0.1',
      `LOGO;TYPE=work:data:image/png;base64,${png}`,
      'SOUND:https://example.org/ada.ogg',
    );
    expect(shown(four)).toEqual([
      'KIND | org',
      'BIRTHPLACE | Vienna, Austria',
      'DEATHDATE | 1852-11-27',
      'DEATHPLACE | geo:51.5,-0.1',
      `LOGO | data:image/png;base64,${png} | work`,
      'SOUND | https://example.org/ada.ogg',
    ]);
    const three = card(
      '3.0',
      `LOGO;TYPE=PNG;ENCODING=b:${png}`,
      'SOUND;TYPE=WAVE;ENCODING=b:UklGRg==',
      'SOUND;X-IRMC-N:Ada',
    );
    expect(shown(three)).toEqual([`LOGO | data:image/png;base64,${png}`, 'SOUND | data:audio/wave;base64,UklGRg==']);
    expect(readContactFields(three).others).toEqual([{ name: 'SOUND', value: 'Ada' }]);
    const added = [
      value('KIND', 'location'),
      value('BIRTHPLACE', 'geo:48.2,16.4'),
      value('DEATHDATE', '--11-27'),
      value('LOGO', `data:image/png;base64,${png}`),
      value('SOUND', 'data:audio/ogg;base64,T2dn'),
    ];
    expect(changed(card('4.0'), () => ({ further: added })).sort()).toEqual([
      'BIRTHPLACE;VALUE=uri:geo:48.2,16.4',
      'DEATHDATE:--1127',
      'KIND:location',
      `LOGO:data:image/png;base64,${png}`,
      'SOUND:data:audio/ogg;base64,T2dn',
    ]);
    expect(changed(card('3.0'), () => ({ further: added })).sort()).toEqual([
      'BIRTHPLACE;VALUE=uri:geo:48.2,16.4',
      'DEATHDATE:--11-27',
      'KIND:location',
      `LOGO;ENCODING=b;TYPE=PNG:${png}`,
      'SOUND;ENCODING=b;TYPE=OGG:T2dn',
    ]);
  });

  it('are read in the words of vCard 4.0', () => {
    const text = card(
      '4.0',
      'TITLE:Countess',
      'TITLE:Programmer',
      'ROLE:Analyst',
      'GENDER:O;it\\; is complicated',
      'RELATED;TYPE=spouse:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'RELATED;TYPE=co-worker;VALUE=text:Charles\\, B.',
      'SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@ada',
      'LANG;PREF=1:fr',
      'TZ:Europe/London',
      'GEO:geo:51.5,-0.12;u=10',
      'KEY:data:application/pgp-keys;base64,mQGi',
      'CALURI:https://cal.example/ada',
      'EXPERTISE;LEVEL=expert:engines',
      'PRONOUNS;LANGUAGE=en:she/her',
      'GRAMGENDER:FEMININE',
    );
    expect(shown(text)).toEqual([
      'TITLE | Programmer',
      'ROLE | Analyst',
      'PRONOUNS | she/her',
      'GENDER | O | it; is complicated',
      'GRAMGENDER | feminine',
      'RELATED | urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6 | spouse',
      'RELATED | Charles, B. | co-worker',
      'SOCIALPROFILE | https://social.example/@ada | Mastodon',
      'LANG | fr',
      'TZ | Europe/London',
      'GEO | 51.5, -0.12',
      'KEY | data:application/pgp-keys;base64,mQGi',
      'CALURI | https://cal.example/ada',
      'EXPERTISE | engines | expert',
    ]);
    expect(readContactFields(text).others).toEqual([]);
  });

  it('are read as Apple and older versions write them', () => {
    const text = card(
      '3.0',
      'X-SOCIALPROFILE;type=twitter:https://twitter.example/ada',
      'item1.X-ABRELATEDNAMES;type=pref:Charles',
      'item1.X-ABLabel:_$!<Friend>!$_',
      'GEO:51.5;-0.12',
      'KEY;ENCODING=b;TYPE=PGP:mQGi',
    );
    expect(shown(text)).toEqual([
      'RELATED | Charles | Friend',
      'SOCIALPROFILE | https://twitter.example/ada | twitter',
      'GEO | 51.5, -0.12',
      'KEY | data:application/pgp-keys;base64,mQGi',
    ]);
  });

  it('that a field could not show are among the others, and kept', () => {
    const text = card('4.0', 'GENDER:X', 'GEO:somewhere', 'ROLE:', 'X-ODD:1');
    expect(shown(text)).toEqual([]);
    expect(readContactFields(text).others.map(({ name }) => name)).toEqual(['GENDER', 'GEO', 'ROLE', 'X-ODD']);
    expect(changed(text, () => ({ nickname: 'A' }))).toEqual(['NICKNAME:A']);
  });

  const added = [
    value('RELATED', 'Charles', { types: ['friend'] }),
    value('RELATED', 'urn:uuid:a'),
    value('SOCIALPROFILE', 'https://social.example/@ada', { detail: 'Mastodon' }),
    value('GEO', '51.5, -0.12'),
    value('KEY', 'data:application/pgp-keys;base64,mQGi'),
    value('TZ', '+01:00'),
    value('TZ', 'Europe/London'),
    value('GENDER', 'F', { detail: 'grrrl' }),
    value('INTEREST', 'poetry', { detail: 'low' }),
  ];

  it.each([
    [
      '4.0',
      [
        'RELATED;TYPE=friend;VALUE=text:Charles',
        'RELATED:urn:uuid:a',
        'SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@ada',
        'GEO:geo:51.5,-0.12',
        'KEY:data:application/pgp-keys;base64,mQGi',
        'TZ;VALUE=utc-offset:+0100',
        'TZ:Europe/London',
        'GENDER:F;grrrl',
        'INTEREST;LEVEL=low:poetry',
      ],
    ],
    [
      '3.0',
      [
        'RELATED;TYPE=friend;VALUE=text:Charles',
        'RELATED;VALUE=uri:urn:uuid:a',
        'X-SOCIALPROFILE;TYPE=mastodon:https://social.example/@ada',
        'GEO:51.5;-0.12',
        'KEY;ENCODING=b;TYPE=PGP:mQGi',
        'TZ:+01:00',
        'TZ;VALUE=text:Europe/London',
        'GENDER:F;grrrl',
        'INTEREST;LEVEL=low:poetry',
      ],
    ],
  ])('are written as version %s has them', (version, lines) => {
    expect(changed(card(version), () => ({ further: added })).sort()).toEqual([...lines].sort());
  });

  it('keep group, label and parameters of their line', () => {
    const text = card(
      '4.0',
      'item1.RELATED;TYPE=friend;VALUE=text;X-A=1:Charles',
      'item1.X-ABLabel:Muse',
      'HOBBY;LEVEL=low;INDEX=2:reading',
    );
    const lines = changed(text, ({ further }) => ({
      further: further.map((each) => ({
        ...each,
        ...(each.name === 'HOBBY' ? { detail: 'high' } : { value: 'Byron' }),
      })),
    }));
    expect(lines).toEqual(['item1.RELATED;TYPE=friend;X-A=1;VALUE=text:Byron', 'HOBBY;INDEX=2;LEVEL=high:reading']);
  });

  it('are preferred without losing what is in the card', () => {
    const prefer = ({ further }: ContactFields) => ({ further: further.map((each) => ({ ...each, preferred: true })) });
    expect(changed(card('3.0', 'KEY;ENCODING=b;TYPE=PGP:mQGi'), prefer)).toEqual(['KEY;ENCODING=b;TYPE=PGP,pref:mQGi']);
    expect(changed(card('2.1', 'KEY;PGP;ENCODING=BASE64:mQGi', ''), prefer)).toContain(
      'KEY;ENCODING=BASE64;PGP;PREF:mQGi',
    );
    expect(changed(card('3.0', 'X-SOCIALPROFILE;TYPE=twitter;X-USER=ada:u'), prefer)).toEqual([
      'X-SOCIALPROFILE;TYPE=twitter,pref;X-USER=ada:u',
    ]);
  });

  it('that two people add and change at once are all there', () => {
    const text = card('4.0', 'ROLE:Analyst', 'LANG:fr');
    const before = readContactFields(text);
    const [role, lang] = before.further as [FurtherValue, FurtherValue];
    const mine = { ...before, further: [{ ...role, value: 'Countess' }, lang, value('HOBBY', 'chess')] };
    const theirs = {
      ...before,
      further: [role, { ...lang, value: 'it' }, value('INTEREST', 'tea', { id: 'INTEREST;x' })],
    };
    const merged = mergeContactFields(before, mine, theirs).further.map((each) => each.value);
    expect(merged.sort()).toEqual(['Countess', 'chess', 'it', 'tea']);
  });
});

describe('units of an organisation', () => {
  const text = card('4.0', 'ORG;SORT-AS=A:Analytical\\, Ltd.;Engines;Cards, punched;');

  it('are the department and those below it', () => {
    const { organization, department, units } = readContactFields(text);
    expect([organization, department, units]).toEqual(['Analytical, Ltd.', 'Engines', ['Cards, punched']]);
  });

  it('stay when the department is another', () => {
    expect(changed(text, () => ({ department: 'Looms; old' }))).toEqual([
      'ORG;SORT-AS=A:Analytical\\, Ltd.;Looms\\; old;Cards, punched',
    ]);
    expect(changed(text, () => ({ units: [] }))).toEqual(['ORG;SORT-AS=A:Analytical\\, Ltd.;Engines']);
    expect(changed(text, () => ({ units: ['Cards, punched', 'Store'] }))).toEqual([
      'ORG;SORT-AS=A:Analytical\\, Ltd.;Engines;Cards, punched;Store',
    ]);
  });
});

describe('readPosition', () => {
  it.each([
    ['geo:47.3769,8.5417', '47.3769, 8.5417'],
    ['47.3769 8.5417', '47.3769, 8.5417'],
    ['37.386013\\;-122.082932', '37.386013, -122.082932'],
    ['90;-180', '90, -180'],
    ['90.1,0', undefined],
    ['0,181', undefined],
    ['Zürich', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => {
    expect(readPosition(text)).toBe(expected);
  });
});
