/** y = the smallest of several values: as of the largest, each has dy where it is y. */
export { max as min } from "./max";
