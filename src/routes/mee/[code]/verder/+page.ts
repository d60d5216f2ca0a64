/** What was given and has not arrived yet must be sent before this phone stops, which takes a script. */
export const csr = true;
