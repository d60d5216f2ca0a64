/** Letters and digits that can be said aloud and not be mistaken: no 0, O, 1, I. */
export const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
