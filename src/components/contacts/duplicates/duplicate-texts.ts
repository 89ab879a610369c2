import { msg, str } from '@lit/localize';
import type { DuplicateGrade, DuplicateReason } from '../../../domain/contacts/duplicates/duplicate.js';
import type { ListField, SingleField } from '../../../domain/contacts/merging/merge-choices.js';
import { displayPartialDate } from '../../../domain/time/partial-date.js';
import { kindLabel } from '../contact-labels.js';

/** How sure it is, in a word. */
export function gradeText(grade: DuplicateGrade): string {
  switch (grade) {
    case 'certain':
      return msg('Certain');
    case 'likely':
      return msg('Likely');
    case 'perhaps':
      return msg('Perhaps');
  }
}

/** Why cards may be one person. */
export function reasonText({ sign, value }: DuplicateReason, locale: string): string {
  switch (sign) {
    case 'mail':
      return msg(str`same email ${value}`);
    case 'phone':
      return msg(str`same phone number ${value}`);
    case 'company':
      return msg('same company');
    case 'birthday': {
      const date = displayPartialDate(value, locale);
      return msg(str`same birthday ${date}`);
    }
    case 'name':
      return msg('same name');
    case 'similar-name':
      return msg('similar name');
    case 'same-card':
      return msg('copies of one card');
  }
}

/** All reasons in one line. */
export function reasonsText(reasons: readonly DuplicateReason[], locale: string): string {
  const text = reasons.map((reason) => reasonText(reason, locale)).join(', ');
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

export function fieldLabel(field: SingleField | ListField): string {
  switch (field) {
    case 'name':
      return msg('Name');
    case 'nickname':
      return msg('Nickname');
    case 'organization':
      return msg('Organisation');
    case 'jobTitle':
      return msg('Job title');
    case 'birthday':
      return msg('Birthday');
    case 'anniversary':
      return msg('Anniversary');
    case 'note':
      return msg('Note');
    case 'photo':
      return msg('Photo');
    case 'categories':
      return msg('Groups');
    default:
      return kindLabel(field);
  }
}

/** What was done when all that is certain was merged. @param people - That are there once now. */
export function mergedText(people: number, locale: string): string {
  const count = people.toLocaleString(locale);
  return people === 1 ? msg('One person is there once now.') : msg(str`${count} people are there once now.`);
}
