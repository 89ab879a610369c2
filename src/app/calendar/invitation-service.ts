import type { Engine } from '../engine.js';
import type { InvitationService } from '../services.js';

export function createInvitationService(engine: Engine): InvitationService {
  return {
    read: (message, timeZone) => engine.query((api) => api.invitation(message, timeZone)),
    async receive(message, decision) {
      const { undo, takeBack, messages = [] } = await engine.run({ type: 'receiveMessage', message, decision });
      return { undo, takeBack, messages };
    },
    async answer(ref, answer) {
      const { undo, takeBack, messages = [] } = await engine.run({ type: 'answerEvent', ref, answer });
      return { undo, takeBack, messages };
    },
    propose: (request) => engine.query((api) => api.proposal(request)),
    answerTo: (message, comment) => engine.query((api) => api.answerTo(message, comment)),
    requestOf: (ref) => engine.query((api) => api.requestOf(ref)),
    write: ({ method, uid, text }) => engine.format.call((api) => api.writeMessage({ method, uid, text })),
  };
}
