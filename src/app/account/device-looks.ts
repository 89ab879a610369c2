// What this device is, as far as its browser tells without being guessed at by name.
import type { DeviceForm, DeviceLooks } from '../../domain/sharing/sharing.js';

/** What is asked of the browser. */
export interface LooksAsked {
  /** A media query. */
  matches(query: string): boolean;
  /** User-Agent Client Hints: Chromium's own word. */
  readonly mobile: boolean | undefined;
  /** The shorter side of the screen, in CSS pixels. */
  readonly side: number;
}

/** A finger alone, and a screen narrower than this in CSS pixels, is a phone; a wider one a tablet. */
const PHONE_PX = 600;

/** A window of its own, as an installed app has: in a browser's tab the display mode is `browser`. */
const INSTALLED = ['standalone', 'minimal-ui', 'fullscreen', 'window-controls-overlay'];

export function readLooks({ matches, mobile, side }: LooksAsked): Required<DeviceLooks> {
  const isTouched = matches('(pointer: coarse)') && !matches('(any-pointer: fine)');
  const small: DeviceForm = side < PHONE_PX ? 'phone' : 'tablet';
  const form = mobile === true ? 'phone' : isTouched ? small : 'computer';
  return { installed: INSTALLED.some((mode) => matches(`(display-mode: ${mode})`)), form };
}

/** Of this device. */
export function deviceLooks(): Required<DeviceLooks> {
  const { userAgentData } = navigator as { readonly userAgentData?: { readonly mobile?: boolean } };
  return readLooks({
    // A page that fills the screen for a while is not installed for that.
    matches: (query) => !(query.includes('fullscreen') && document.fullscreenElement) && matchMedia(query).matches,
    mobile: userAgentData?.mobile,
    side: Math.min(screen.width, screen.height),
  });
}
