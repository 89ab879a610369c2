import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  ImportPreview,
  ImportReport,
  ImportService,
  ImportTarget,
  Progress,
  TableOptions,
} from '../../app/services.js';
import { isCancelled } from './problem-message.js';

/** Where the import of the current file stands. */
export type ImportStep =
  | { readonly kind: 'choose' }
  | { readonly kind: 'reading'; readonly file: File; readonly progress?: Progress }
  | { readonly kind: 'preview'; readonly file: File; readonly preview: ImportPreview; readonly error?: unknown }
  | { readonly kind: 'saving'; readonly file: File; readonly preview: ImportPreview; readonly progress?: Progress }
  | { readonly kind: 'failed'; readonly file: File; readonly error: unknown }
  /** All is done, and some files are left out that nobody was asked about. */
  | { readonly kind: 'left'; readonly files: readonly LeftFile[] }
  | { readonly kind: 'done' };

/** A file that was left out. */
export interface LeftFile {
  readonly name: string;
  /** `undefined` where there was nothing in it. */
  readonly error: unknown;
}

export interface FinishedImport {
  readonly preview: ImportPreview;
  readonly report: ImportReport;
}

/** How many items a preview has in all. */
export function itemCount({ counts }: ImportPreview): number {
  return counts.events + counts.series + counts.tasks + counts.journals + counts.contacts + (counts.others ?? 0);
}

/** A preview that asks for nothing but where it goes. */
export const isPlain = ({ table, messages }: ImportPreview): boolean => table === undefined && messages.length === 0;

/**
 * Takes files through reading, preview and saving, one after another. Nothing is stored before `commit`; that can be said for all files
 * that follow, too, until there is one of another kind.
 */
export class ImportQueue implements ReactiveController {
  step: ImportStep = { kind: 'choose' };
  /** Files after the current one. */
  waiting: readonly File[] = [];
  readonly finished: FinishedImport[] = [];
  /** What goes on is held. */
  paused = false;
  /** Where plain files of a kind go without a question. */
  private readonly _alike = new Map<ImportPreview['kind'], ImportTarget>();
  private _left: LeftFile[] = [];
  private _abort: AbortController | undefined;
  /** Of what goes on. */
  private _id = '';

  constructor(
    private readonly _host: ReactiveControllerHost,
    private readonly _imports: () => ImportService | undefined,
  ) {
    _host.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  /** Adds files at the end and begins when nothing else goes on. */
  add(files: readonly File[]) {
    this.waiting = [...this.waiting, ...files];
    if (this.step.kind === 'choose' || this.step.kind === 'done') void this.next();
    else this._host.requestUpdate();
  }

  /** Leaves the current file and reads the next one. */
  async next() {
    this.stop();
    const imports = this._imports();
    const [file, ...rest] = this.waiting;
    if (!file || !imports) return this._end();
    this.waiting = rest;
    const abort = new AbortController();
    this._abort = abort;
    const onProgress = (progress: Progress) => {
      if (this._abort === abort) this._to({ kind: 'reading', file, progress });
    };
    this._to({ kind: 'reading', file });
    try {
      const onBegin = (id: string) => {
        if (this._abort === abort) this._id = id;
      };
      const preview = await imports.preview(file, { signal: abort.signal, onProgress, onBegin });
      if (this._abort !== abort) return imports.discard(preview.id);
      this._to({ kind: 'preview', file, preview });
      await this._goOn(preview);
    } catch (error) {
      if (this._abort !== abort) return;
      if (isCancelled(error)) await this.next();
      else if (this._alike.size > 0) await this._leave(file, error);
      else this._to({ kind: 'failed', file, error });
    }
  }

  /** What is said of all files is done with this one, if it asks for nothing else. */
  private async _goOn(preview: ImportPreview) {
    const target = this._alike.get(preview.kind);
    if (target === undefined || !isPlain(preview)) return;
    if (itemCount(preview) === 0) await this._leave({ name: preview.fileName }, undefined);
    else await this.commit(target);
  }

  private async _leave({ name }: Pick<File, 'name'>, error: unknown) {
    this._left.push({ name, error });
    await this.next();
  }

  private _end() {
    const files = this._left;
    this._left = [];
    this._alike.clear();
    this._to(files.length > 0 ? { kind: 'left', files } : { kind: 'done' });
  }

  /** Reads the previewed table again; a failure leaves it as it was, and is told. */
  async readTable(options: TableOptions) {
    const imports = this._imports();
    if (this.step.kind !== 'preview' || !imports) return;
    const { file, preview } = this.step;
    const abort = new AbortController();
    this._abort = abort;
    const isCurrent = () => this._abort === abort && this.step.kind === 'preview';
    try {
      const again = await imports.readTable(preview.id, options, { signal: abort.signal });
      if (isCurrent()) this._to({ kind: 'preview', file, preview: again });
    } catch (error) {
      if (isCurrent() && !isCancelled(error)) this._to({ kind: 'preview', file, preview, error });
    }
  }

  /** Holds what goes on, or lets it go on. */
  pause(paused: boolean) {
    if (this._id === '') return;
    this.paused = paused;
    this._imports()?.pause(this._id, paused);
    this._host.requestUpdate();
  }

  /**
   * Stores the file that is previewed. A failure leads back to the preview, where another target can be tried.
   *
   * @param all - All files of its kind that follow go where it went; what cannot be read is left out and told at the end.
   */
  async commit(target: ImportTarget, all = false) {
    const imports = this._imports();
    if (this.step.kind !== 'preview' || !imports) return;
    const { file, preview } = this.step;
    const abort = new AbortController();
    this._abort = abort;
    const onProgress = (progress: Progress) => {
      if (this._abort === abort) this._to({ kind: 'saving', file, preview, progress });
    };
    this._id = preview.id;
    this._to({ kind: 'saving', file, preview });
    try {
      const report = await imports.commit(preview.id, target, { signal: abort.signal, onProgress });
      this.finished.push({ preview, report });
      if (all) this._alike.set(preview.kind, { ...target, collection: { id: report.collectionId } });
      this._to({ kind: 'done' });
      await this.next();
    } catch (error) {
      if (this._abort !== abort) return;
      this._alike.clear(); // the person is asked again
      this._to(isCancelled(error) ? { kind: 'preview', file, preview } : { kind: 'preview', file, preview, error });
    }
  }

  /** Asks the storing to stop; it may be too late for that. */
  cancelSaving() {
    this._abort?.abort();
  }

  /** Stops whatever goes on and forgets the current preview. */
  stop() {
    const step = this.step;
    this._abort?.abort();
    this._abort = undefined;
    this._id = '';
    this.paused = false;
    if (step.kind === 'preview') this._imports()?.discard(step.preview.id);
    this.step = { kind: 'done' };
  }

  private _to(step: ImportStep) {
    if (step.kind !== 'reading' && step.kind !== 'saving') {
      this._id = '';
      this.paused = false;
    }
    this.step = step;
    this._host.requestUpdate();
  }
}
