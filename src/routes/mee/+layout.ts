// Residents' pages run no framework: what a hall's weak wifi must carry is the page, and for who is in one script of
// its own (src/client/phone/boot.nl.ts) that takes up the page as it was rendered. Only the page
// with the return code has the framework's: it is seldom opened.
export const csr = false;
