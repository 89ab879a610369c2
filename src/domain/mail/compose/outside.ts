// Whether somebody is of another organisation (rule MC7).

/** Providers anybody may have an address at: they are nobody's organisation. */
const PROVIDERS = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com ' +
    'gmx.de gmx.net gmx.ch gmx.at web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me ' +
    'fastmail.com tutanota.com tuta.com hey.com zoho.com yandex.com mail.ru ik.me ikmail.com etik.com infomaniak.com bluewin.ch ' +
    'hispeed.ch sunrise.ch orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it alice.it tiscali.it qq.com 163.com'
  ).split(' '),
);

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/**
 * True when the writer's address is one of an organisation and the other one is of another. Departments (`sales.example.org`)
 * are the same organisation.
 */
export function isOutside(email: string, from: string): boolean {
  const own = domainOf(from);
  const other = domainOf(email);
  if (own === '' || PROVIDERS.has(own)) return false;
  return other !== own && !other.endsWith(`.${own}`) && !own.endsWith(`.${other}`);
}
