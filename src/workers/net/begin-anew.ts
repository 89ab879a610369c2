// A relay that has lost an account cannot be given it back: its entries would come to other places than devices have seen them
// at (I-9). What is on this device goes on in another account, at the same relay or elsewhere.
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import { placeOfPublicSetting, publicLinkToText } from '../../domain/sharing/public-link.js';
import { readAccountRecord, writeAccountRecord } from '../../store/account-record.js';
import { forgetAccount } from '../../store/forget-account.js';
import { createAccount } from '../../sync/identity/create-account.js';
import { bytesToHex } from '../../sync/protocol/bytes.js';
import { deviceIdOf } from '../../sync/protocol/identifiers.js';
import type { NewDevice } from '../account.api.js';
import type { AccountHost } from './account-host.js';
import { newDeviceKeys } from './credentials.js';
import { introductionOf, logNameOf } from './enter-account.js';
import { noteIntroduction } from './introduce-device.js';
import { registerAccount } from './register-account.js';
import { secretNames } from './secret-names.js';

/** Public addresses name their relay: at another one they are switched on anew. */
async function endPublicLinks({ db, run }: AccountHost): Promise<void> {
  const names = await db.settings.where('name').startsWith('public/').primaryKeys();
  const keys = names
    .filter((name) => placeOfPublicSetting(name))
    .map((name) => [name, publicLinkToText(undefined)] as const);
  if (keys.length > 0) await run({ type: 'writeProperties', collections: [{ id: SETTINGS_ID, keys }] });
}

/**
 * First the new account is made and known, then the old one is forgotten: as long as that has not worked, nothing has changed.
 *
 * @throws {AppError} as `registerAccount`; `sync/account`: there is none to be replaced.
 */
export async function beginAnew(host: AccountHost, asked: NewDevice & { readonly code?: string }): Promise<undefined> {
  const { db, secrets, clock, environment, random } = host;
  const before = await readAccountRecord(db);
  if (before === undefined) throw new AppError('sync/account', 'There is no account on this device.');
  const made = await newDeviceKeys();
  const { account, entries, recoverySecret } = await createAccount(made.keys, logNameOf(asked), random);
  const relayKey = await registerAccount(environment, asked, entries);
  const signKey = made.keys.signer.publicKey;
  await host.stop();
  await forgetAccount(db, 'kept');
  await made.keep(db, secrets);
  await secrets.put(secretNames.recovery, recoverySecret);
  await noteIntroduction(db, introductionOf(asked));
  await writeAccountRecord(db, {
    relay: asked.relay,
    relayKey: bytesToHex(relayKey),
    account: bytesToHex(account),
    device: bytesToHex(deviceIdOf(signKey)),
    signKey: bytesToHex(signKey),
    since: clock.now(),
  });
  await host.restart();
  // The old account had proved it; this one has not.
  await host.run({ type: 'noteAccount', note: { address: '' } });
  if (before.relay !== asked.relay) await endPublicLinks(host);
  host.tell();
  return undefined;
}
