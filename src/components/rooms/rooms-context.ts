// What is known where somebody does something with rooms.
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Room } from '../../domain/rooms/room.js';
import type { RoomList } from '../../domain/rooms/room-query.js';

export interface RoomsContext {
  readonly services: Services | undefined;
  readonly display: DisplaySettings | undefined;
  readonly rooms: readonly Room[];
  readonly lists: readonly RoomList[];
}
