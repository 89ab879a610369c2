import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ContactSource } from '../../app/contacts/contact-source.js';
import type { ContactDetail } from '../../app/services.js';
import { isSameRef } from './row-selection.js';

/** Which contact: without `collectionId` it is looked for in `collectionIds`. */
export interface WantedContact {
  readonly uid: string;
  readonly collectionId?: string;
}

/** The open contact, read anew after changes; what was read stays until its successor is there. */
export class OpenContact implements ReactiveController {
  /** `undefined` while it is read or none is wanted. */
  detail: ContactDetail | 'missing' | undefined;
  private _wanted: WantedContact | undefined;
  private _question = 0;
  private _asked = false;

  constructor(
    private readonly _host: ReactiveControllerHost,
    /** Where to read now, and which collections there are; `undefined` while that is not known. */
    private readonly _place: () =>
      | { readonly source: ContactSource; readonly collectionIds: readonly string[] }
      | undefined,
    private readonly _onError: (error: unknown) => void,
  ) {
    _host.addController(this);
  }

  hostConnected() {
    this.refresh();
  }

  hostDisconnected() {
    this._question += 1;
  }

  /** Call it at each update of the host: it reads as soon as there is a place to read from. */
  show(wanted: WantedContact | undefined) {
    const isOther = wanted?.uid !== this._wanted?.uid || wanted?.collectionId !== this._wanted?.collectionId;
    if (!isOther && this._asked) return;
    this._wanted = wanted;
    if (!isWanted(this.detail, wanted)) this.detail = undefined;
    this._asked = false;
    this.refresh();
  }

  /** Reads again. */
  refresh() {
    this._question += 1;
    const wanted = this._wanted;
    const place = this._place();
    if (wanted === undefined || place === undefined) return;
    this._asked = true;
    const question = this._question;
    const isCurrent = () => question === this._question;
    void this._find(wanted, place).then(
      (detail) => {
        if (!isCurrent()) return;
        this.detail = detail ?? 'missing';
        this._host.requestUpdate();
      },
      (error: unknown) => isCurrent() && this._onError(error),
    );
  }

  private async _find({ uid, collectionId }: WantedContact, place: NonNullable<ReturnType<typeof this._place>>) {
    const ids = collectionId === undefined ? place.collectionIds : [collectionId];
    for (const id of ids) {
      const detail = await place.source.read({ collectionId: id, uid });
      if (detail !== undefined) return detail;
    }
    return undefined;
  }
}

function isWanted(detail: OpenContact['detail'], wanted: WantedContact | undefined): boolean {
  if (detail === undefined || detail === 'missing' || wanted === undefined) return false;
  return isSameRef(detail.ref, { uid: wanted.uid, collectionId: wanted.collectionId ?? detail.ref.collectionId });
}
