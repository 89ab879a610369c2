import type { ReactiveControllerHost } from 'lit';
import type { Services } from '../../app/services.js';
import { type AssistantState, assistantOff } from '../../domain/assistant/assistant.js';
import { LiveController } from '../shared/live-controller.js';

/** Whether writing help is set up: what offers it asks here first. */
export class AssistantController extends LiveController<AssistantState> {
  constructor(host: ReactiveControllerHost, services: () => Services | undefined) {
    super(host, () => services()?.assistant.watch());
  }

  get state(): AssistantState {
    return this.value ?? assistantOff;
  }

  get isOn(): boolean {
    return this.state.isOn;
  }
}
