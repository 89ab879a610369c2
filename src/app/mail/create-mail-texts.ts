import { textEntries } from '../../domain/mail/compose/mail-texts.js';
import type { Connection } from '../../workers/connect-worker.js';
import type { MailApi } from '../../workers/mail.api.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { MailService } from './mail-service.js';

/** Templates and signatures, which the mail worker reads off the settings and the sync worker writes. */
export function createMailTexts(
  engine: Pick<Engine, 'changes' | 'run'>,
  call: <T>(use: (api: Connection<MailApi>) => Promise<T>) => Promise<T>,
): Pick<MailService, 'watchTexts' | 'saveTexts'> {
  return {
    watchTexts: () =>
      watchQuery(
        engine.changes,
        () => call((api) => api.texts()),
        ({ settings }) => settings,
      ),
    saveTexts: (change) => engine.run({ type: 'putMailTexts', entries: textEntries(change) }),
  };
}
