// As on residents' phones: the page as the server made it.
export const csr = false;
