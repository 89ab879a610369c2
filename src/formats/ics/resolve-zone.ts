export { resolveZone } from '../../domain/time/resolve-zone.js';
