// Forms and nothing else: a resident has this page on any phone, with any browser.
export const csr = false;
