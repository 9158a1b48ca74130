/** All that a card needs for a form: it is loaded with the first card that has one. */
export type { Entry } from './entries';
export { hasSecrets, type Field } from './field';
export { FormFields } from './form-fields';
export { formOf } from './form-of';
