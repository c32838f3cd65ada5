export { codeText, type FieldError, fieldErrors, Problem, problemText } from './problem';
export { request } from './request';
export { ifMatch, once, onSignedOut } from './transport';
export { uploadFile } from './upload';
