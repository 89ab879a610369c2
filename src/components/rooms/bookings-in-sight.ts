// Who has the rooms in sight: asked for in small pages, so that a room that comes into sight asks for its neighbours and not for all again.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RoomBooking } from '../../domain/rooms/room-query.js';
import type { Watchable } from '../../domain/watchable.js';
import { type BookingsByRoom, bookingsByRoom } from './timeline-bookings.js';

/** Rooms of one question: an answer is read within a frame. */
export const PAGE = 8;

interface Page {
  readonly rooms: readonly string[];
  answered: boolean;
  stop(): void;
}

const NONE: readonly RoomBooking[] = [];

/** Bookings of the rooms in sight, as they are now. What is known of a room stays until something newer is. */
export class BookingsInSight implements ReactiveController {
  error: unknown;
  private _known: BookingsByRoom = new Map();
  private _rooms: readonly string[] = [];
  private _pages = new Map<string, Page>();
  private _connected = false;
  private _afterwards: (() => void) | undefined;

  constructor(
    private readonly _host: ReactiveControllerHost,
    /** `undefined` while nothing can be asked. */
    private readonly _query: (rooms: readonly string[]) => Watchable<readonly RoomBooking[]> | undefined,
  ) {
    _host.addController(this);
  }

  get value(): BookingsByRoom {
    return this._known;
  }

  hostConnected() {
    this._connected = true;
    this.refresh();
  }

  hostDisconnected() {
    this._connected = false;
    for (const page of this._pages.values()) page.stop();
    this._pages.clear();
  }

  /** @param rooms - By uid, in whole pages: the same rooms should come with the same neighbours. */
  see(rooms: readonly string[]) {
    this._rooms = rooms;
    if (this._connected) this._ask();
  }

  /** Asks for all anew. */
  refresh() {
    for (const page of this._pages.values()) page.stop();
    this._pages.clear();
    this._ask();
  }

  /** Does it once nothing in sight is waited for, at once when nothing is: the latest of what is asked for meanwhile. */
  afterwards(run: () => void) {
    this._afterwards = run;
    this._goOn();
  }

  private _goOn() {
    if ([...this._pages.values()].some(({ answered }) => !answered)) return;
    const run = this._afterwards;
    this._afterwards = undefined;
    run?.();
  }

  private _ask() {
    const before = this._pages;
    const pages = new Map<string, Page>();
    for (let at = 0; at < this._rooms.length; at += PAGE) {
      const rooms = this._rooms.slice(at, at + PAGE);
      const key = rooms.join(' ');
      pages.set(key, before.get(key) ?? this._open(rooms));
    }
    for (const [key, page] of before) if (!pages.has(key)) page.stop();
    this._pages = pages;
    this._goOn();
  }

  private _open(rooms: readonly string[]): Page {
    let current = true;
    const page: Page = { rooms, answered: false, stop: () => {} };
    const subscription = this._query(rooms)?.subscribe({
      next: (bookings) => {
        if (!current) return; // a late answer to an older question
        page.answered = true;
        this._keep(rooms, bookings);
        this._goOn();
      },
      error: (error) => {
        if (!current) return;
        page.answered = true;
        this.error = error;
        this._host.requestUpdate();
        this._goOn();
      },
    });
    page.stop = () => {
      current = false;
      subscription?.unsubscribe();
    };
    return page;
  }

  private _keep(rooms: readonly string[], bookings: readonly RoomBooking[]) {
    const found = bookingsByRoom(bookings, this._known);
    const known = new Map(this._known);
    for (const room of rooms) known.set(room, found.get(room) ?? NONE);
    const pages = [...this._pages.values()];
    if (pages.every(({ answered }) => answered)) {
      const inSight = new Set(pages.flatMap((page) => page.rooms));
      for (const room of known.keys()) if (!inSight.has(room)) known.delete(room);
    }
    this._known = known;
    this.error = undefined;
    this._host.requestUpdate();
  }
}
