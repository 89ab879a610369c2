// Puts an element on a page of its own, with the contexts <ik-app> would give it.
import { ContextProvider } from '@lit/context';
import axe from 'axe-core';
import { expect } from 'chai';
import { render, type TemplateResult } from 'lit';
import '../../src/components/shared/tokens.css';
import { type CommandRegistry, createCommandRegistry } from '../../src/app/commands/command-registry.js';
import type { DisplaySettings } from '../../src/app/display-settings.js';
import type { Services } from '../../src/app/services.js';
import { commandsContext, displayContext, servicesContext } from '../../src/components/contexts.js';
import { createFakeServices } from './fake-services.js';

export const exampleDisplay: DisplaySettings = {
  theme: 'light',
  locale: 'en-GB',
  timeZone: 'Europe/Zurich',
  firstDay: 1,
};

export interface Mounted<T extends Element> {
  readonly element: T;
  readonly host: HTMLElement;
  readonly commands: CommandRegistry;
  /** Events of this type that reached the page so far. */
  events<E extends Event>(type: string): readonly E[];
}

const mounted = new Set<HTMLElement>();

/** Takes everything mounted away. Call it in afterEach. */
export function unmountAll() {
  for (const host of mounted) {
    render(null, host);
    host.remove();
  }
  mounted.clear();
  delete document.documentElement.dataset.theme;
}

/** Mounts the template's first element; ready when it has drawn. */
export async function mount<T extends Element>(
  template: TemplateResult,
  options: { readonly services?: Services; readonly display?: DisplaySettings } = {},
): Promise<Mounted<T>> {
  const host = document.createElement('div');
  const display = options.display ?? exampleDisplay;
  const commands = createCommandRegistry();
  new ContextProvider(host, { context: servicesContext, initialValue: options.services ?? createFakeServices() });
  new ContextProvider(host, { context: displayContext, initialValue: display });
  new ContextProvider(host, { context: commandsContext, initialValue: commands });
  document.documentElement.dataset.theme = display.theme;
  document.body.style.cssText = 'background: var(--ik-bg); color: var(--ik-text); font-family: sans-serif';
  const seen: Event[] = [];
  for (const type of ['ik-navigate', 'ik-notice', 'ik-import'])
    host.addEventListener(type, (event) => seen.push(event as Event));
  document.body.append(host);
  mounted.add(host);
  render(template, host);
  const element = host.firstElementChild as T;
  await settled(element);
  const events = <E extends Event>(type: string) =>
    seen.filter((event) => event.type === type) as readonly Event[] as readonly E[];
  return { element, host, commands, events };
}

/** The element and every Lit element in it have drawn. */
export async function settled(element: Element): Promise<void> {
  await (element as { readonly updateComplete?: Promise<unknown> }).updateComplete;
  const inner = [...(element.shadowRoot?.querySelectorAll('*') ?? []), ...element.querySelectorAll('*')];
  for (const child of inner) if ('updateComplete' in child) await settled(child);
}

/** Long enough for a loaded machine; nothing waits for it when all is well. */
const PATIENCE_MS = 15_000;

/** Waits for something that happens soon, looking once per frame. */
export async function until<T>(what: () => T | undefined | null | false, name = String(what)): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
    const found = what();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`never happened: ${name}`);
}

/** Looks through shadow roots: `deep(element, 'ik-dialog', 'button')`. */
export function deep<T extends Element = HTMLElement>(root: Element, ...selectors: readonly string[]): T {
  const found = selectors.reduce<Element | null | undefined>(
    (at, selector) => at?.shadowRoot?.querySelector(selector) ?? at?.querySelector(selector),
    root,
  );
  if (!found) throw new Error(`nothing at ${selectors.join(' ')}`);
  return found as T;
}

/** Compared here: a failing `equal` of two elements would print all they are tied to, without end. */
export function hasFocus(element: Element | null): boolean {
  const root = element?.getRootNode() as Document | ShadowRoot | undefined;
  return element !== null && root?.activeElement === element;
}

/** Those that end. A document does not name the ones of its shadow trees. */
function animationsIn(root: Document | ShadowRoot): Animation[] {
  const inner = [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? animationsIn(element.shadowRoot) : [],
  );
  const own = root
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  return [...own, ...inner];
}

/** No accessibility rule of axe is broken, in the light and in the dark theme. */
export async function expectAccessible(element: Element, rules: Readonly<Record<string, { enabled: boolean }>> = {}) {
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset.theme = theme;
    // In a page behind others animations stand still: colours are looked at when they are over.
    for (const animation of animationsIn(document)) animation.finish();
    // A fragment of a page has neither heading nor landmarks of its own.
    const pageRules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };
    const { violations } = await axe.run(element as HTMLElement, { rules: { ...pageRules, ...rules } });
    const found = violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ html }) => html).join('\n')}`);
    expect(found).to.deep.equal([]);
  }
  document.documentElement.dataset.theme = 'light';
}
