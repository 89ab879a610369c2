// The lines of the rule editor: one for each condition, one for each action.
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import { labelName, labelOf } from '../../domain/mail/labels.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';
import {
  isTextCondition,
  MAX_OCTETS,
  MAX_RULE_TEXT,
  type RuleAction,
  type RuleCondition,
  type RuleField,
  type RuleMailbox,
  type TextTest,
} from '../../domain/mail/rules/rule.js';
import { placeOfMailbox } from '../../domain/mail/rules/rule-mailbox.js';
import { mailboxName, nestMailboxes } from '../mail/mail-names.js';
import { icon } from '../shared/icon.js';
import { actionName, fieldName, placeName, ruleActions, ruleFields, testName, textTests } from './rule-texts.js';
import { KB, MB, splitSize } from './size-fields.js';

const typed = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

interface LineParts<T> {
  /** Counted from 1. */
  readonly number: number;
  change(value: T): void;
  remove(): void;
}

/** What a condition becomes when it is about something else; what was typed stays where it can. */
export function conditionOn(field: RuleField, before?: RuleCondition): RuleCondition {
  if (field === 'attachment') return { field, not: false };
  if (field === 'size') return { field, octets: MB, not: false };
  const text = before !== undefined && isTextCondition(before) ? before : undefined;
  const test = field === 'body' ? 'contains' : (text?.test ?? 'contains');
  const rest = { test, value: text?.value ?? '', not: text?.not ?? false };
  return field === 'header' ? { field, header: text?.header ?? '', ...rest } : { field, ...rest };
}

function testSelect(condition: RuleCondition, label: string, change: (value: RuleCondition) => void) {
  if (!isTextCondition(condition)) {
    const isSize = condition.field === 'size';
    const names = isSize ? [msg('is larger than'), msg('is at most')] : [msg('is there'), msg('is not there')];
    return html`<select class="input" aria-label=${label} @change=${(event: Event) => change({ ...condition, not: typed(event) === 'not' })}>
      <option value="is" ?selected=${!condition.not}>${names[0]}</option><option value="not" ?selected=${condition.not}>${names[1]}</option>
    </select>`;
  }
  const set = (event: Event) => {
    const [test = '', not] = typed(event).split(' ');
    change({ ...condition, test: test as TextTest, not: not === 'not' });
  };
  const offered = condition.field === 'body' ? textTests.filter((test) => test === 'contains') : textTests;
  return html`<select class="input" aria-label=${label} @change=${set}>
    ${offered.flatMap((test) =>
      [false, true].map(
        (not) =>
          html`<option value=${not ? `${test} not` : test} ?selected=${condition.test === test && condition.not === not}>${testName(test, not)}</option>`,
      ),
    )}
  </select>`;
}

function valueField(condition: RuleCondition, label: string, change: (value: RuleCondition) => void) {
  if (condition.field === 'attachment') return html`<span></span>`;
  if (isTextCondition(condition))
    return html`<input class="input value" aria-label=${label} required maxlength=${MAX_RULE_TEXT} autocomplete="off" autocapitalize="off" spellcheck="false" .value=${condition.value}
      @input=${(event: Event) => change({ ...condition, value: typed(event) })} />`;
  const { count, unit } = splitSize(condition.octets);
  const set = (number: number, of: number) =>
    change({ ...condition, octets: Math.min(MAX_OCTETS, Math.max(0, Math.round((number || 0) * of))) });
  return html`<span class="size"><input class="input value" type="number" min="0" step="any" required aria-label=${label} .value=${String(count)}
      @change=${(event: Event) => set(Number(typed(event)), unit)} />
    <select class="input" aria-label=${msg('Unit')} @change=${(event: Event) => set(count, Number(typed(event)))}>
      <option value=${KB} ?selected=${unit === KB}>kB</option><option value=${MB} ?selected=${unit === MB}>MB</option>
    </select></span>`;
}

const removeButton = (label: string, remove: () => void) =>
  html`<button type="button" class="icon-button plain remove" aria-label=${label} title=${label} @click=${remove}>${icon(removeIcon)}</button>`;

export function conditionLine(condition: RuleCondition, { number, change, remove }: LineParts<RuleCondition>) {
  const isHeader = condition.field === 'header';
  return html`<div class="line ${isHeader ? 'header' : ''}" role="group" aria-label=${msg(str`Condition ${number}`)}>
    <select class="input" aria-label=${msg('Looks at')} @change=${(event: Event) => change(conditionOn(typed(event) as RuleField, condition))}>
      ${ruleFields.map((field) => html`<option value=${field} ?selected=${condition.field === field}>${fieldName(field)}</option>`)}
    </select>
    ${
      isHeader
        ? html`<input class="input" aria-label=${msg('Name of the header')} placeholder="List-Id" required maxlength="78" pattern="[!-9;-~]+" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${condition.header ?? ''}
            @input=${(event: Event) => change({ ...condition, header: typed(event).trim() })} />`
        : nothing
    }
    ${testSelect(condition, msg('How it is compared'), change)} ${valueField(condition, msg('Value'), change)}
    ${removeButton(msg(str`Remove condition ${number}`), remove)}
  </div>`;
}

interface ActionParts extends LineParts<RuleAction> {
  /** Of the account. */
  readonly mailboxes: readonly Mailbox[];
  readonly canForward: boolean;
  /** That are known. */
  readonly labels: readonly string[];
  readonly locale: string;
}

const samePlace = (a: RuleMailbox, b: RuleMailbox) => JSON.stringify(a) === JSON.stringify(b);

/** What an action becomes when it is another one. */
export function actionOf(type: RuleAction['type'], mailboxes: readonly Mailbox[]): RuleAction {
  if (type === 'forward') return { type, address: '' };
  if (type === 'label') return { type, label: '' };
  if (type !== 'move') return { type };
  const first = mailboxes.find(({ role }) => role === null) ?? mailboxes.find(({ role }) => role === 'archive');
  return { type, to: first === undefined ? { role: 'archive' } : placeOfMailbox(mailboxes, first) };
}

function placeSelect(action: Extract<RuleAction, { type: 'move' }>, { mailboxes, locale, change }: ActionParts) {
  const choices = nestMailboxes(mailboxes, locale)
    .filter(({ mailbox: { role } }) => role === null || role === 'inbox' || role === 'archive')
    .map(({ mailbox, depth }) => ({
      place: placeOfMailbox(mailboxes, mailbox),
      name: `${'\u2003'.repeat(depth)}${mailboxName(mailbox)}`,
    }));
  const isKnown = choices.some(({ place }) => samePlace(place, action.to));
  const gone = { place: action.to, name: msg(str`${placeName(action.to)} (not there)`) };
  const all = isKnown ? choices : [...choices, gone];
  return html`<select class="input" aria-label=${msg('Folder')} @change=${(event: Event) => change({ type: 'move', to: all[Number(typed(event))]!.place })}>
    ${all.map(({ place, name }, index) => html`<option value=${index} ?selected=${samePlace(place, action.to)}>${name}</option>`)}
  </select>`;
}

/** What is typed stays as it is typed, also while it is no label yet: the keyword it stands for is kept. */
function labelField(action: Extract<RuleAction, { type: 'label' }>, { number, labels, change }: ActionParts) {
  const keep = (field: Element | undefined) => {
    const input = field as HTMLInputElement | undefined;
    if (input !== undefined && (labelOf(input.value) ?? '') !== action.label) input.value = labelName(action.label);
  };
  return html`<datalist id="labels-${number}">${labels.map((label) => html`<option value=${labelName(label)}></option>`)}</datalist>
    <input class="input value" required maxlength="48" aria-label=${msg('Name of the label')} list="labels-${number}" autocomplete="off" ${ref(keep)}
      @input=${(event: Event) => change({ type: 'label', label: labelOf(typed(event)) ?? '' })} />`;
}

export function actionLine(action: RuleAction, parts: ActionParts) {
  const { number, change, remove, mailboxes, canForward } = parts;
  const offered = ruleActions.filter((type) => type !== 'forward' || canForward || action.type === 'forward');
  return html`<div class="line action" role="group" aria-label=${msg(str`Action ${number}`)}>
    <select class="input" aria-label=${msg('What is done')} @change=${(event: Event) => change(actionOf(typed(event) as RuleAction['type'], mailboxes))}>
      ${offered.map((type) => html`<option value=${type} ?selected=${action.type === type}>${actionName(type)}</option>`)}
    </select>
    ${action.type === 'move' ? placeSelect(action, parts) : nothing}
    ${
      action.type === 'forward'
        ? html`<input class="input value" type="email" required maxlength="254" aria-label=${msg('Address')} autocomplete="off" autocapitalize="off" spellcheck="false" .value=${action.address}
            @input=${(event: Event) => change({ ...action, address: typed(event).trim() })} />`
        : nothing
    }
    ${action.type === 'label' ? labelField(action, parts) : nothing}
    ${action.type === 'move' || action.type === 'forward' || action.type === 'label' ? nothing : html`<span></span>`}
    ${removeButton(msg(str`Remove action ${number}`), remove)}
  </div>`;
}
