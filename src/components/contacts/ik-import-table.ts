import { consume } from '@lit/context';
import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import backIcon from 'lucide-static/icons/chevron-left.svg?raw';
import onIcon from 'lucide-static/icons/chevron-right.svg?raw';
import type { ImportPreview, Services, TableOptions } from '../../app/services.js';
import { servicesContext } from '../contexts.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { styles } from './ik-import-table.styles.js';
import { targetGroups, targetLabel } from './table-targets.js';

/** The person says how a table is to be read. */
export class TableReadEvent extends Event {
  constructor(readonly options: TableOptions) {
    super('ik-table-read');
  }
}

const ROWS_PER_PAGE = 10;
const separators = [',', ';', '\t', '|'];
const charsets = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15', 'macintosh', 'windows-1250', 'windows-1251'],
  ...['windows-1254', 'shift_jis', 'gbk', 'big5', 'euc-kr'],
];

/**
 * How a table (CSV) is read: its separator, encoding and first row, and what each column holds, above its rows.
 *
 * @fires {TableReadEvent} ik-table-read - It is to be read in another way. Does not bubble.
 */
@customElement('ik-import-table')
@localized()
export class IkImportTable extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) preview!: ImportPreview;
  @property() locale = 'en';
  @consume({ context: servicesContext }) private _services?: Services;
  @state() private _from = 0;
  @state() private _rows: readonly (readonly string[])[] = [];

  private get _table() {
    return this.preview.table!;
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('preview')) this._from = 0;
    if (changed.has('preview') || changed.has('_from')) void this._load();
  }

  private async _load() {
    const { preview, _from: from } = this;
    const rows = await this._services?.imports.tableRows(preview.id, from, ROWS_PER_PAGE).catch(() => undefined);
    if (rows !== undefined && preview === this.preview && from === this._from) this._rows = rows;
  }

  /** All that was said before goes with what is said now, but what hangs on it. */
  private _read(change: TableOptions) {
    const { separator, charset, header, startLine, mapping } = this._table;
    const rows = 'separator' in change || 'charset' in change;
    const layout = rows ? {} : 'mapping' in change ? { header, startLine, mapping } : { header, startLine };
    this.dispatchEvent(new TableReadEvent({ separator, charset, ...layout, ...change }));
  }

  private _map(column: number, target: string) {
    this._read({ mapping: this._table.mapping.map((old, index) => (index === column ? target : old)) });
  }

  private _separatorName(separator: string): string {
    switch (separator) {
      case ',':
        return msg('Comma');
      case ';':
        return msg('Semicolon');
      case '\t':
        return msg('Tabulator');
      case '|':
        return msg('Vertical bar');
      default:
        return separator;
    }
  }

  private _select(
    label: string,
    value: string,
    choices: readonly string[],
    name: (value: string) => string,
    set: (value: string) => void,
  ) {
    const all = choices.includes(value) ? choices : [value, ...choices];
    return html`<label class="field">${label}<select @change=${(e: Event) => set((e.target as HTMLSelectElement).value)}>
      ${all.map((choice) => html`<option value=${choice} ?selected=${choice === value}>${name(choice)}</option>`)}
    </select></label>`;
  }

  private _how() {
    const { separator, charset, header, startLine } = this._table;
    return html`<div class="how">
      ${this._select(
        msg('Cells are divided by'),
        separator,
        separators,
        (one) => this._separatorName(one),
        (one) => this._read({ separator: one }),
      )}
      ${this._select(
        msg('Encoding'),
        charset,
        charsets,
        (one) => one.toUpperCase(),
        (one) => this._read({ charset: one }),
      )}
      <label class="field">${msg('Begins in row')}<input type="number" min="1" max="250000" .value=${String(startLine)}
        @change=${(e: Event) => this._read({ startLine: Math.max(1, Math.trunc((e.target as HTMLInputElement).valueAsNumber || 1)) })} /></label>
      <label class="check"><input type="checkbox" .checked=${header} @change=${(e: Event) => this._read({ header: (e.target as HTMLInputElement).checked })} />${msg('The first row is headings')}</label>
    </div>`;
  }

  private _target(column: number, heading: string) {
    const value = this._table.mapping[column] ?? '';
    const groups = targetGroups();
    const known = value === '' || groups.some(({ targets }) => targets.includes(value));
    const option = (target: string) =>
      html`<option value=${target} ?selected=${target === value}>${targetLabel(target)}</option>`;
    return html`<th scope="col" class=${value === '' ? 'kept' : ''}><span title=${heading}>${heading}</span>
      <select class="input" aria-label=${msg(str`What “${heading}” holds`)} @change=${(e: Event) => this._map(column, (e.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${value === ''}>${msg('Kept, but not shown')}</option>
        ${known ? nothing : option(value)}
        ${groups.map(({ label, targets }) => html`<optgroup label=${label}>${targets.map(option)}</optgroup>`)}
      </select></th>`;
  }

  private _pages() {
    const { rowCount } = this._table;
    const number = (value: number) => value.toLocaleString(this.locale);
    const first = Math.min(rowCount, this._from + 1);
    const last = Math.min(rowCount, this._from + ROWS_PER_PAGE);
    const turn = (by: number) => {
      this._from += by * ROWS_PER_PAGE;
    };
    return html`<div class="pages">
      <span aria-live="polite">${msg(str`Rows ${number(first)}–${number(last)} of ${number(rowCount)}`)}</span>
      <button type="button" class="icon-button" aria-label=${msg('Earlier rows')} ?disabled=${this._from === 0} @click=${() => turn(-1)}>${icon(backIcon)}</button>
      <button type="button" class="icon-button" aria-label=${msg('Later rows')} ?disabled=${last >= rowCount} @click=${() => turn(1)}>${icon(onIcon)}</button>
    </div>`;
  }

  protected override render() {
    const { columns } = this._table;
    return html`${this._how()}
      <div class="scroll" tabindex="0" role="group" aria-label=${msg('Rows of the table')}>
        <table>
          <thead><tr>${columns.map((heading, column) => this._target(column, heading))}</tr></thead>
          <tbody>${this._rows.map((row) => html`<tr>${columns.map((_, column) => html`<td>${row[column] ?? ''}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
      ${this._pages()}
      <p class="hint">${msg('Each column says above what it holds. How you set them is remembered for tables with the same headings.')}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-import-table': IkImportTable;
  }
}
