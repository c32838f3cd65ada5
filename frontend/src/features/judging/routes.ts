// The judge's screens; those of staff are in `staff/`.
export { routes } from './judge/routes';
