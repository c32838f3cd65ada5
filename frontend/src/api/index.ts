export {
  codeText,
  type FieldError,
  type FieldProblem,
  fieldErrors,
  Problem,
  problemText,
} from './problem';
export { request, requestFile } from './request';
export { ifMatch, once, onSignedOut } from './transport';
export { uploadFile } from './upload';
