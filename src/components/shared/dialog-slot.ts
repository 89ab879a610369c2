import { type LitElement, nothing, type TemplateResult } from 'lit';

/** The place in a page for its dialogs: one at a time, each loaded when it is first opened. */
export class DialogSlot {
  private _draw: (() => TemplateResult) | undefined;

  constructor(
    private readonly _host: LitElement,
    private readonly _onError: (error: unknown) => void,
  ) {}

  async show(loaded: Promise<unknown>, draw: () => TemplateResult) {
    try {
      await loaded;
    } catch (error) {
      return this._onError(error);
    }
    this._draw = draw;
    this._host.requestUpdate();
  }

  readonly close = () => {
    this._draw = undefined;
    this._host.requestUpdate();
  };

  /** Inside the host's template. */
  render(): TemplateResult | typeof nothing {
    return this._draw?.() ?? nothing;
  }
}
