// A module of its own, so that both node and the bundled command line find the class of this CommonJS package by name,
// and load it (37 ms) only when there is something to validate.
export { Ajv } from 'ajv';
