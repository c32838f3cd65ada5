// The judge's screens; those of the secretariat stand in `staff/`.
export { routes } from './judge/routes';
