// What other features use of the organisations.
export { listOrganisations, type Organisation } from './data';
