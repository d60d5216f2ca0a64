/** What a full disk says to who came by a link: in Dutch, as all of their pages. Making room is the operator's. */
export const fullDisk = 'De schijf van de server is vol. Waarschuw de beheerder en probeer het daarna opnieuw.';
