import { describe, expect, it } from 'vitest';
import { hueOfColorName } from '../../../../src/domain/calendar/color-hue.js';
import { hueOfRgb } from '../../../../src/domain/calendar/rgb-hue.js';

describe('hueOfRgb', () => {
  it.each([
    ['red', 255, 0, 0],
    ['lime', 0, 255, 0],
    ['blue', 0, 0, 255],
    ['orange', 255, 165, 0],
    ['teal', 0, 128, 128],
  ])('gives the hue the name %s has', (name, red, green, blue) => {
    expect(hueOfRgb(red, green, blue)).toBe(hueOfColorName(name));
  });

  it.each([
    [0, 0, 0],
    [128, 128, 128],
    [255, 255, 255],
    [120, 124, 128],
  ])('has none for the grey %i %i %i', (red, green, blue) => {
    expect(hueOfRgb(red, green, blue)).toBeUndefined();
  });
});
