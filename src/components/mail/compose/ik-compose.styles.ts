import { css } from 'lit';

export const styles = css`
  :host { display: block; pointer-events: auto; }
  section {
    display: flex; flex-direction: column; block-size: 100%; overflow: hidden; border: 1px solid var(--ik-line); border-end-start-radius: 0; border-end-end-radius: 0;
    border-start-start-radius: 14px; border-start-end-radius: 14px; background: var(--ik-surface); box-shadow: var(--ik-shadow); color: var(--ik-text);
  }
  section.over { outline: 2px dashed var(--ik-accent); outline-offset: -6px; }
  header { display: flex; align-items: center; gap: 2px; min-block-size: 44px; padding-inline: 16px 6px; background: var(--ik-surface-2); }
  header .close { order: 9; }
  h2 { flex: 1; min-inline-size: 0; margin: 0; font-size: 14px; }
  .title { inline-size: 100%; min-block-size: 36px; padding: 0; border: 0; background: none; font-weight: 600; text-align: start; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; cursor: pointer; }
  .state { padding-inline: 8px; color: var(--ik-text-2); font-size: 12px; white-space: nowrap; }
  header .icon-button { inline-size: 32px; min-block-size: 32px; }
  header .icon-button:hover { background: var(--ik-line); }
  .phone { display: none; }
  .rest { flex: 1; min-block-size: 0; display: flex; flex-direction: column; }
  .rest[hidden] { display: none; }
  .fields { padding-inline: 16px; }
  .fields > * { border-block-end: 1px solid var(--ik-line); }
  .from { display: flex; align-items: center; gap: 8px; min-block-size: 38px; color: var(--ik-text-2); font-size: 13px; }
  .from span { min-inline-size: 34px; }
  .from select { flex: 1; min-inline-size: 0; min-block-size: 32px; border: 0; background: none; color: var(--ik-text); font-size: 14px; }
  .from select option { background: var(--ik-surface); color: var(--ik-text); }
  .more { display: flex; gap: 2px; }
  .link { min-block-size: 30px; padding: 0 6px; border: 0; border-radius: 7px; background: none; color: var(--ik-text-2); font-size: 13px; cursor: pointer; }
  .link:hover { background: var(--ik-surface-2); color: var(--ik-text); }
  .wrong .link { color: inherit; text-decoration: underline; font-weight: 600; }
  .subject { inline-size: 100%; min-block-size: 40px; padding: 0; border-width: 0 0 1px; outline: 0; background: none; font-size: 15px; font-weight: 550; }
  .subject::placeholder { color: var(--ik-text-2); font-weight: 400; opacity: 1; }
  .text { flex: 1; min-block-size: 0; display: flex; flex-direction: column; overflow-y: auto; padding-block-start: 8px; overscroll-behavior: contain; }
  slot[name='text'] { flex: 1 0 auto; display: block; cursor: text; }
  textarea { flex: 1 0 auto; min-block-size: 140px; padding: 4px 16px 12px; border: 0; outline: 0; background: none; resize: none; field-sizing: content; font: 14px/1.55 ui-monospace, SFMono-Regular, Menlo, monospace; }
  .files { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0 16px 12px; list-style: none; }
  .files li { display: flex; align-items: center; gap: 7px; max-inline-size: 100%; padding-inline-start: 10px; border-radius: 9px; background: var(--ik-surface-2); font-size: 13px; }
  .files .icon svg { inline-size: 15px; block-size: 15px; }
  .files .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .files .size { color: var(--ik-text-2); white-space: nowrap; }
  .files .icon-button { inline-size: 32px; min-block-size: 32px; }
  .wrong, .concern, .link-bar { margin: 0; padding: 10px 16px; border-block-start: 1px solid var(--ik-line); font-size: 13.5px; }
  .wrong { color: var(--ik-danger); }
  .concern { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; background: var(--ik-accent-soft); }
  .concern p { flex: 1 1 200px; margin: 0; }
  .link-bar { display: flex; flex-wrap: wrap; align-items: end; gap: 8px; }
  .link-bar .field { flex: 1 1 180px; }
  .formats { display: flex; flex-wrap: wrap; gap: 1px; padding: 4px 12px; border-block-start: 1px solid var(--ik-line); }
  .formats .icon-button, footer .icon-button { inline-size: 34px; min-block-size: 34px; color: var(--ik-text-2); }
  .icon-button.on { background: var(--ik-accent-soft); color: var(--ik-accent); }
  .gap { inline-size: 8px; }
  footer { display: flex; align-items: center; gap: 2px; padding: 8px 10px 10px 16px; }
  .space { flex: 1; }
  .split { display: inline-flex; margin-inline-end: 8px; }
  .split .send { border-start-end-radius: 0; border-end-end-radius: 0; padding-inline: 18px 14px; }
  .split .later { border-start-start-radius: 0; border-end-start-radius: 0; padding-inline: 8px; box-shadow: inset 1px 0 0 color-mix(in oklab, var(--ik-on-accent) 30%, transparent); }
  .split .later .icon svg { inline-size: 16px; block-size: 16px; }
  ik-menu::part(button) { inline-size: 34px; min-block-size: 34px; color: var(--ik-text-2); }
  @media (width <= 720px) {
    section { border: 0; border-radius: 0; box-shadow: none; padding-block-end: env(safe-area-inset-bottom); }
    header { min-block-size: 52px; padding-inline: 6px; background: none; border-block-end: 1px solid var(--ik-line); }
    header .close { order: 0; }
    header .icon-button { inline-size: 44px; min-block-size: 44px; }
    .wide { display: none; }
    .phone { display: inline-flex; color: var(--ik-accent); }
    .title { font-size: 16px; }
    .text { min-block-size: 120px; }
  }
  @media (pointer: coarse) {
    .formats .icon-button, footer .icon-button, ik-menu::part(button), .files .icon-button { inline-size: 44px; min-block-size: 44px; }
    .link, .later, .from select { min-inline-size: 44px; min-block-size: 44px; }
    .title, .subject { min-block-size: 44px; }
    .subject, .from select, textarea { font-size: 16px; }
  }
`;
