// As residents' pages: no framework, one script of its own (src/client/form/form-boot.nl.ts) that takes up the page.
export const csr = false;
