// Public links for component tests, kept in memory.
import type { PublicLinkService } from '../../src/app/services.js';
import type { ShownLink } from '../../src/domain/sharing/public-link.js';
import { createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

export function createFakePublicLinks(log: Log): PublicLinkService {
  const links = createCell<readonly ShownLink[]>([]);
  return {
    watch: () => links,
    async publish(_, form, content, busy) {
      log('publicLinks.publish', form, content, busy);
      const others = links.get().filter((link) => link.form !== form);
      links.set([...others, { form, content, address: `https://relay.example.org/${form}/example` }]);
    },
    async unpublish(_, form) {
      const before = links.get();
      links.set(before.filter((link) => link.form !== form));
      const { undo } = log('publicLinks.unpublish', form);
      return {
        async undo() {
          links.set(before);
          await undo();
        },
      };
    },
  };
}
