/** Of Node, used by a function of lib/numeric that no page calls: the bundle does not hold it. */
declare function setImmediate(then: (value: unknown) => void): unknown;
