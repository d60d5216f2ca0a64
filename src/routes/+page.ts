// A form and nothing else: no script to wait for on a hall's weak wifi.
export const csr = false;
