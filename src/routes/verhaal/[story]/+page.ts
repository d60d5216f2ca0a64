/** Nothing on it needs a script. */
export const csr = false;
