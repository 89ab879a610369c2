// Fields that few contacts have: the form shows them when the contact has them, or when a person adds one.
import { msg } from '@lit/localize';
import soundIcon from 'lucide-static/icons/audio-lines.svg?raw';
import workIcon from 'lucide-static/icons/briefcase.svg?raw';
import dateIcon from 'lucide-static/icons/cake.svg?raw';
import calendarIcon from 'lucide-static/icons/calendar.svg?raw';
import imageIcon from 'lucide-static/icons/image.svg?raw';
import keyIcon from 'lucide-static/icons/key-round.svg?raw';
import languageIcon from 'lucide-static/icons/languages.svg?raw';
import linkIcon from 'lucide-static/icons/link.svg?raw';
import placeIcon from 'lucide-static/icons/map-pin.svg?raw';
import chatIcon from 'lucide-static/icons/message-circle.svg?raw';
import skillIcon from 'lucide-static/icons/sparkles.svg?raw';
import noteIcon from 'lucide-static/icons/sticky-note.svg?raw';
import personIcon from 'lucide-static/icons/user-round.svg?raw';
import relatedIcon from 'lucide-static/icons/users-round.svg?raw';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { type FurtherName, furtherNames } from '../../domain/contacts/further-properties.js';
import type { MenuItem } from '../shared/ik-menu.js';
import { canAdd, furtherLabel } from './further-labels.js';

/** Optional parts of the form besides the further properties. */
export type OptionalPart = 'urls' | 'impps' | 'anniversary' | 'department' | 'unit';

/** Whether a contact has the part: then it is shown without being asked for. */
export function hasPart(part: OptionalPart, fields: ContactFields): boolean {
  if (part === 'urls' || part === 'impps') return fields[part].length > 0;
  return part === 'unit' ? fields.units.length > 0 : fields[part] !== '';
}

const icons: Readonly<Record<FurtherName, string>> = {
  ...{ TITLE: workIcon, ROLE: workIcon, ORG: workIcon, NICKNAME: personIcon, PRONOUNS: personIcon, GENDER: personIcon },
  ...{
    KIND: personIcon,
    BIRTHPLACE: placeIcon,
    DEATHDATE: dateIcon,
    DEATHPLACE: placeIcon,
    LOGO: imageIcon,
    SOUND: soundIcon,
  },
  ...{ GRAMGENDER: languageIcon, RELATED: relatedIcon, SOCIALPROFILE: linkIcon, LANG: languageIcon, TZ: placeIcon },
  ...{ GEO: placeIcon, KEY: keyIcon, CALURI: calendarIcon, FBURL: calendarIcon, CALADRURI: calendarIcon },
  ...{
    EXPERTISE: skillIcon,
    HOBBY: skillIcon,
    INTEREST: skillIcon,
    'ORG-DIRECTORY': linkIcon,
    'CONTACT-URI': linkIcon,
  },
  NOTE: noteIcon,
};

/** The usual ones first; a line between what goes together. */
const order: readonly (readonly FurtherName[])[] = [
  ['SOCIALPROFILE', 'RELATED', 'LANG', 'PRONOUNS', 'GENDER'],
  ['ROLE', 'TITLE', 'ORG', 'LOGO', 'EXPERTISE', 'HOBBY', 'INTEREST'],
  ['BIRTHPLACE', 'DEATHDATE', 'DEATHPLACE'],
  ['KEY', 'CALURI', 'FBURL', 'CALADRURI'],
  ['TZ', 'GEO', 'GRAMGENDER', 'NICKNAME', 'NOTE', 'SOUND', 'KIND', 'ORG-DIRECTORY', 'CONTACT-URI'],
];

/** What can still be added, for the menu: ids are those of parts, or names of further properties. */
export function addableFields(fields: ContactFields, isShown: (part: OptionalPart) => boolean): readonly MenuItem[] {
  const parts: readonly (readonly [OptionalPart, string, string])[] = [
    ['urls', msg('Website'), linkIcon],
    ['impps', msg('Messenger'), chatIcon],
    ['anniversary', msg('Anniversary'), dateIcon],
    ['department', msg('Department'), workIcon],
    ['unit', msg('Unit of the department'), workIcon],
  ];
  return [
    ...parts
      .filter(([part]) => !isShown(part) && (part !== 'unit' || isShown('department')))
      .map(([id, label, icon]): MenuItem => ({ id, label, icon })),
    ...order.flatMap((names) =>
      names
        .filter((name) => canAdd(name, fields.further))
        .map((name, at): MenuItem => ({ id: name, label: furtherLabel(name), icon: icons[name], separated: at === 0 })),
    ),
  ];
}

/** Whether a menu's item is a further property. */
export const isFurtherName = (id: string): id is FurtherName => furtherNames.some((name) => name === id);
