// What journeys through screens that axe looks at share.
import { axeViolations, until } from './support.mjs';

/** What axe says of the page as it is, in both themes: the dark one has nothing of its own but colours. */
export async function violations(page) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await until(() => page.evaluate(() => document.documentElement.dataset.theme), colorScheme);
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    for (const violation of await axeViolations(page, rules)) found.push(`${colorScheme}: ${violation}`);
  }
  return found;
}

/** Collects what axe finds on each screen, so that one run tells everything. */
export function checker(page) {
  const found = {};
  return {
    found,
    check: async (screen, { drawer = false } = {}) => {
      // Behind an open drawer the main part and its heading are inert: they are not missing.
      const list = (await violations(page)).filter((text) => !(drawer && /landmark-one-main|heading-one/.test(text)));
      if (list.length > 0) found[screen] = list;
    },
  };
}

export const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

export async function closeDialog(page, dialog) {
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Runs a command as a person does who knows its name. */
export async function command(page, title) {
  await page.keyboard.press('Control+k');
  const box = page.locator('ik-command-box');
  await box.getByRole('combobox').fill(title);
  // Not *Create: …*, which is there for whatever is typed.
  await box
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await box.waitFor({ state: 'detached' });
}

/** Sizes at which every screen is looked at. */
export const screens = [
  ['1440 × 900', { viewport: { width: 1440, height: 900 } }],
  ['390 × 844, touch', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
];
