// As the pages of residents (routes/mee): no framework, one script of its own.
export const csr = false;
