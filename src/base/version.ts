/** The version of this library, as in its package file; every document it writes carries it. */
export const LIBRARY_VERSION = "0.1.0";
